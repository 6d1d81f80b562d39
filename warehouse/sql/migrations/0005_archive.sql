-- grain: capture (its place in the archive); the one place up to which the archive is loaded
alter table ops.captures add column file varchar;
alter table ops.captures add column start_offset bigint;
alter table ops.captures add column status integer;
alter table article_versions add column truncated_because varchar;
alter table article_versions add column extracted_with varchar;

comment on column ops.captures.file is 'File of the archive that holds it: a name in archive/, or the path of a web archive that is read where it lies. Null when retention removed the file.';
comment on column ops.captures.start_offset is 'Where its record begins in that file, in bytes.';
comment on column ops.captures.status is 'Status of the HTTP response; null for what was not fetched.';
comment on column ops.captures.media is 'What the bytes are: text, html, record (a line of a .jsonl file), feed, entry (an entry of a polled feed without its page), no_page (a record of a web archive that holds none) or other (what leads to articles and is none).';
comment on column article_versions.truncated_because is 'Why the text is cut, where it is: paywall; summary or headline (a feed that gives no more); or why there was no page: the reason of a reject or the trouble of a fetch.';
comment on column article_versions.extracted_with is 'Versions of what read and cleaned it; null for rows older than this column. Says what to reprocess.';
comment on column ops.rejects.reason is 'One word: empty, binary, too_large, undecodable, unreadable, unsupported, link_loop, no_page, no_text, login_page, bad_json, bad_field, bad_feed, timeout or crash.';

create table ops.archive_position (
    file varchar not null,
    next_offset bigint not null
);

comment on table ops.archive_position is 'How far the archive has been loaded. One row.';
comment on column ops.archive_position.file is 'File in archive/.';
comment on column ops.archive_position.next_offset is 'Where its first record that is not loaded begins, in bytes.';
