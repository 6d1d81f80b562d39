-- grain: story, what is counted, outlet; only where outlets disagree
-- question: For which stories do outlets give different figures, of what, and who tells which?
select
    story.title as story, claim.counted, claim.unit, claim.lowest, claim.highest, claim.outlet, claim.surface,
    claim.told_at, claim.agency,
    claim.copy_of is not null as is_copy
from number_claims as claim
join stories as story using (story_id)
where claim.disagrees
  and claim.stands
order by story.first_seen_at, story.story_id, claim.counted, claim.unit, claim.value, claim.told_at, claim.outlet;
