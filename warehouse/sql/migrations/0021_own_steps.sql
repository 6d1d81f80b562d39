-- grain: none (comments: documents may pass steps of the user, which can refuse them and are named in each version)
comment on column ops.rejects.reason is 'One word: empty, binary, too_large, undecodable, unreadable, unsupported, link_loop, no_page, no_text, login_page, bad_json, bad_field, bad_feed, step, timeout or crash.';
comment on column article_versions.extracted_with is 'Versions of what read and cleaned it, and the steps of your own it passed; null for rows older than this column. Says what to reprocess.';
