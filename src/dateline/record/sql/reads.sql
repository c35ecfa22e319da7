-- Queries by name; {where} is filled with conditions from conditions.sql, never with values.

-- name: claim
SELECT v.* FROM {view} v
WHERE v.claim_id IN (SELECT c.claim_id FROM main.claims c WHERE {where})
ORDER BY v.dct, v.report_id, v.trigger_start, v.trigger_end, v.claim_id

-- name: timeline
SELECT v.* FROM timeline v
WHERE v.claim_id IN (SELECT c.claim_id FROM main.claims c WHERE {where})
ORDER BY v.event_begin NULLS LAST, v.event_end NULLS LAST, v.stated_on, v.report_id, v.trigger_start, v.trigger_end,
         v.claim_id

-- name: event
SELECT v.* FROM events v
WHERE v.event_id IN (SELECT c.event_id FROM main.claims c WHERE {where})
ORDER BY v.dct, v.report_id, v.trigger_start, v.trigger_end, v.event_id

-- name: report
SELECT c.* FROM {view} c WHERE {where} ORDER BY c.dct, c.report_id, c.version, c.revision

-- name: statement
SELECT c.* EXCLUDE (span_start) FROM statements c WHERE {where}
ORDER BY c.dct, c.report_id, c.span_start, c.statement_id

-- name: sentence
SELECT c.* FROM sentences c WHERE {where} ORDER BY c.dct, c.report_id, c.sentence

-- name: mention
SELECT c.* FROM main.mentions c WHERE {where} ORDER BY c.dct, c.report_id, c.span_start, c.span_end, c.mention

-- name: toponym
SELECT c.* FROM main.toponyms c WHERE {where} ORDER BY c.dct, c.report_id, c.span_start, c.span_end

-- name: time
SELECT c.* FROM times c WHERE {where} ORDER BY c.dct, c.report_id, c.span_start, c.span_end, c.value

-- name: actor
SELECT actor_id, min(name) AS name, min(kind) AS kind, min(country) AS country, min(sector) AS sector,
       min(wikidata) AS wikidata,
       count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT revision) AS reports,
       count(*) FILTER (part = 'source') AS claims_as_source, count(*) FILTER (part = 'actor') AS claims_as_actor,
       count(*) FILTER (part = 'recipient') AS claims_as_recipient, min(dct) AS first_dct, max(dct) AS last_dct
FROM (SELECT * FROM store.actor_uses JOIN store.shown USING (revision)) c
WHERE {where}
GROUP BY actor_id
ORDER BY claims_as_source + claims_as_actor + claims_as_recipient DESC, mentions DESC, name, actor_id

-- name: place
SELECT place_id, min(name) AS name, min(level) AS level, min(country) AS country, min(lat) AS lat, min(lon) AS lon,
       min(geonameid) AS geonameid,
       count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT revision) AS reports,
       count(*) FILTER (part = 'claim') AS claims, min(dct) AS first_dct, max(dct) AS last_dct
FROM (SELECT * FROM store.place_uses JOIN store.shown USING (revision)) c
WHERE {where}
GROUP BY place_id
ORDER BY claims DESC, mentions DESC, name, place_id

-- name: missing
SELECT min(words) AS name, count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT report_id) AS reports,
       count(DISTINCT claim_id) AS claims,
       first(sentence ORDER BY dct, report_id, span_start) FILTER (part = 'mention') AS example,
       list(DISTINCT report_id ORDER BY report_id) AS report_ids,
       first(reason ORDER BY dct, report_id, span_start) FILTER (part = 'mention') AS reason,
       min(dct) AS first_dct, max(dct) AS last_dct
FROM (SELECT * FROM store.missing_uses JOIN store.shown USING (revision)) c
WHERE {where}
GROUP BY name_key
ORDER BY mentions DESC, claims DESC, name

-- name: failure
SELECT c.* FROM failures c WHERE {where} ORDER BY c.origin, c.report_id, c.slug, c.message, c.failure_id

-- name: decision
SELECT c.* FROM decisions c WHERE {where} ORDER BY c.decided, c.decision_id

-- name: run
SELECT c.* FROM runs c WHERE {where} ORDER BY c.started, c.run_id

-- name: claims_by_report
SELECT c.revision, list(c.claim_id ORDER BY c.trigger_start, c.trigger_end, c.claim_id)
FROM (
    SELECT * FROM main.claims c WHERE {where}
    ORDER BY c.dct, c.report_id, c.trigger_start, c.trigger_end, c.claim_id
    {limit}
) c
GROUP BY c.revision, c.dct, c.report_id
ORDER BY c.dct, c.report_id, c.revision

-- name: stored_reports
SELECT r.revision, r.report_id, r.text, r.dct, r.dct_basis, r.title, r.outlet, r.url, r.language, r.key, r.origin
FROM store.reports r
WHERE list_contains($revisions, r.revision)

-- name: stored_claims
SELECT a.revision, a.claims FROM store.analyses a WHERE list_contains($revisions, a.revision)

-- name: stored_others
SELECT a.revision, a.others FROM store.analyses a WHERE list_contains($revisions, a.revision)

-- name: claim_by_prefix
SELECT c.claim_id, c.revision, s.revision IS NOT NULL AS shown
FROM store.claims c LEFT JOIN store.shown s USING (revision)
WHERE starts_with(c.claim_id, $prefix)
ORDER BY shown DESC, c.claim_id
LIMIT 6

-- name: report_by_id
SELECT revision FROM store.reports WHERE report_id = $report_id ORDER BY current DESC, version DESC, revision LIMIT 1

-- name: report_ids
SELECT DISTINCT report_id FROM store.reports ORDER BY report_id

-- name: shown
SELECT revision FROM store.shown ORDER BY dct, report_id, revision

-- name: same_content
SELECT report_id, key, revision, current, analysed_by FROM store.reports WHERE content_hash = $content_hash

-- name: actor_by_name
SELECT actor_id, name, kind, country, sector, wikidata FROM actors
WHERE actor_id = $name OR lower(name) = lower($name)
ORDER BY actor_id = $name DESC, mentions DESC, actor_id

-- name: actor_names
SELECT DISTINCT name FROM actors ORDER BY name

-- name: reports_of_actor
SELECT DISTINCT report_id FROM store.actor_uses JOIN store.shown USING (revision) WHERE actor_id = $actor_id
ORDER BY report_id

-- name: decisions
SELECT decision_id, part, undone_by FROM decisions

-- name: actor_changes
SELECT report_id, actor_id, to_id, name, kind, country, sector, wikidata FROM store.actor_changes

-- name: own_types
SELECT DISTINCT own_type FROM main.claims WHERE own_type <> '' ORDER BY own_type
