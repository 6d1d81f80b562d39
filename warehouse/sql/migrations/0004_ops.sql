-- grain: run; capture; document loaded; thing rejected; check of a run
create table ops.runs (
    run_id varchar not null,
    kind varchar not null,
    arguments varchar[] not null,
    dateline_version varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status varchar not null,
    new integer,
    changed integer,
    unchanged integer,
    rejected integer
);

comment on table ops.runs is 'Runs of the pipeline. A row per run.';
comment on column ops.runs.run_id is 'Id of the run.';
comment on column ops.runs.kind is 'ingest.';
comment on column ops.runs.arguments is 'What it was asked to read.';
comment on column ops.runs.dateline_version is 'Version of the program.';
comment on column ops.runs.started_at is 'When it began (UTC).';
comment on column ops.runs.finished_at is 'When it ended (UTC); null while it runs, and for good if it was killed.';
comment on column ops.runs.status is 'running, completed or failed.';
comment on column ops.runs.new is 'Articles that were new.';
comment on column ops.runs.changed is 'Articles that got a new version.';
comment on column ops.runs.unchanged is 'Documents that said what they had said before.';
comment on column ops.runs.rejected is 'Things that are no article; see ops.rejects.';

create table ops.captures (
    capture_id varchar not null,
    run_id varchar not null,
    uri varchar not null,
    line integer,
    media varchar not null,
    digest varchar not null,
    size_bytes bigint not null,
    seen_at timestamptz not null
);

comment on table ops.captures is 'Bytes that were found. A row per document that was read, each time it was read.';
comment on column ops.captures.capture_id is 'Id of the capture, from address, line, digest and time.';
comment on column ops.captures.run_id is 'The run that made it.';
comment on column ops.captures.uri is 'Where the bytes were found.';
comment on column ops.captures.line is 'Line of a .jsonl file, from 1; else null.';
comment on column ops.captures.media is 'text, html or record.';
comment on column ops.captures.digest is 'SHA-256 of the bytes, in hexadecimal.';
comment on column ops.captures.size_bytes is 'Number of bytes.';
comment on column ops.captures.seen_at is 'When (UTC).';

create table ops.loads (
    run_id varchar not null,
    capture_id varchar not null,
    article_id varchar not null,
    version integer not null,
    outcome varchar not null
);

comment on table ops.loads is 'What became of each document. A row per document that reached the warehouse.';
comment on column ops.loads.run_id is 'The run that loaded it.';
comment on column ops.loads.capture_id is 'The capture it was read from.';
comment on column ops.loads.article_id is 'The article it is.';
comment on column ops.loads.version is 'The version it made or met.';
comment on column ops.loads.outcome is 'new, changed or unchanged.';

create table ops.rejects (
    run_id varchar not null,
    capture_id varchar,
    uri varchar not null,
    line integer,
    reason varchar not null,
    detail varchar not null,
    seen_at timestamptz not null
);

comment on table ops.rejects is 'What was found and is no article. A row per thing rejected, each time it was met.';
comment on column ops.rejects.run_id is 'The run that met it.';
comment on column ops.rejects.capture_id is 'Its capture; null where its bytes were never read.';
comment on column ops.rejects.uri is 'Where it was found.';
comment on column ops.rejects.line is 'Line of a .jsonl file, from 1; else null.';
comment on column ops.rejects.reason is 'One word: empty, binary, too_large, undecodable, unreadable, unsupported, link_loop, no_text, login_page, bad_json, bad_field, timeout or crash.';
comment on column ops.rejects.detail is 'The particulars, in one line.';
comment on column ops.rejects.seen_at is 'When (UTC).';

create table ops.checks (
    run_id varchar not null,
    name varchar not null,
    violations integer not null,
    checked_at timestamptz not null
);

comment on table ops.checks is 'Checks of what a run loaded. A row per check and run.';
comment on column ops.checks.run_id is 'The run whose rows were checked.';
comment on column ops.checks.name is 'The check: a file of warehouse/sql/checks.';
comment on column ops.checks.violations is 'Rows that break the rule; a run with any is undone.';
comment on column ops.checks.checked_at is 'When (UTC).';
