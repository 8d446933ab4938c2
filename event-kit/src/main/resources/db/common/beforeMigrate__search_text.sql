-- Runs before the migrations at every start, because a migration in db/common would come too late for databases that a
-- service has migrated already. Two instances that start together must not replace a function at the same time.
select pg_advisory_xact_lock(hashtext('search_text'));

-- Text as searches compare it: without accents and case; letters that have no accent to lose, such as ø and æ, become
-- plain ones. Columns and indexes are computed with it: a change needs a migration that computes them again.
create or replace function search_text(text text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(
        translate(
            regexp_replace(
                casefold(normalize(text, nfkd) collate pg_unicode_fast),
                '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g'),
            'øłđðħıŧŋĸƒ‘’ʼ‐‑–', 'olddhitnkf''''''---'),
        'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss');

-- One pattern per word: a text that is like all of them has each word, in any order.
create or replace function search_patterns(text text) returns text[]
    language sql immutable strict parallel safe
    return array(
        select '%' || regexp_replace(word, '([%_\\])', '\\\1', 'g') || '%'
        from regexp_split_to_table(search_text(text), '\s+') word
        where word <> '');
