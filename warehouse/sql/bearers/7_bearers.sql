-- grain: bearer
merge into ops.bearers as stored
using bearers_told as told
on stored.bearer_id = told.bearer_id
when matched then update set
    texts = told.texts,
    company = told.company,
    trades = told.trades,
    lands = told.lands,
    births = told.births
when not matched then insert values (
    told.bearer_id, told.entity_id, told.ordinal, told.surname, told.given, told.texts,
    told.company, told.trades, told.lands, told.births
);
