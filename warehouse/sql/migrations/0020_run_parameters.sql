-- grain: none (runs say which flow ran with which parameters; the flow that polls is called poll)
alter table ops.runs add column parameters json;
update ops.runs set kind = 'poll' where kind = 'run';
comment on column ops.runs.kind is 'Name of the flow: ingest, backfill, poll, recheck, maintain, reprocess, or that of a flow of your own.';
comment on column ops.runs.parameters is 'Parameters of the flow, as a JSON object; null for runs of earlier versions, which did not record them.';
