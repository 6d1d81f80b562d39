-- grain: the story
from stories
where story_id = $story;
