-- One condition a filter and kind of row. `c` is the row asked about. Values come in as parameters: a regular
-- expression over names (NAME), and a list of codes (NAME_codes).

-- name: since
c.dct >= $since

-- name: until
c.dct <= $until

-- name: report
list_contains($report, c.report_id)

-- name: claim.event
(list_contains($event, c.event) OR list_contains($event, c.own_type))

-- name: claim.status
list_contains($status, c.status)

-- name: claim.ledger
list_contains($ledger, c.ledger)

-- name: claim.text
regexp_matches(c.evidence, $text)

-- name: claim.confidence
c.confidence >= $confidence

-- name: claim.source
(regexp_matches(CASE WHEN c.source = '' THEN 'author' ELSE c.source END, $source)
 OR c.claim_id IN (
    SELECT s.claim_id FROM store.claim_sources_now s
    WHERE regexp_matches(concat_ws(chr(10), s.name, s.mention, s.actor), $source)
       OR list_has_any($source_codes, [s.country, s.sector, concat(s.country, s.sector)])))

-- name: claim.actor
c.claim_id IN (
    SELECT p.claim_id FROM store.claim_participants_now p
    WHERE p.role = 'actor'
      AND (regexp_matches(concat_ws(chr(10), p.name, p.words, p.actor), $actor)
           OR list_has_any($actor_codes, [p.country, p.sector, concat(p.country, p.sector)])))

-- name: claim.recipient
c.claim_id IN (
    SELECT p.claim_id FROM store.claim_participants_now p
    WHERE p.role = 'recipient'
      AND (regexp_matches(concat_ws(chr(10), p.name, p.words, p.actor), $recipient)
           OR list_has_any($recipient_codes, [p.country, p.sector, concat(p.country, p.sector)])))

-- name: claim.place
c.claim_id IN (
    SELECT p.claim_id FROM store.claim_places p
    WHERE regexp_matches(concat_ws(chr(10), p.words, p.place), $place) OR list_contains($place_codes, p.country))

-- name: statement.source
(regexp_matches(concat_ws(chr(10), c.speaker, c.source), $source)
 OR list_has_any($source_codes, [c.country, c.sector, concat(c.country, c.sector)]))

-- name: statement.text
regexp_matches(c.content, $text)

-- name: sentence.text
regexp_matches(c.words, $text)

-- name: mention.text
regexp_matches(c.words, $text)

-- name: mention.actor
(regexp_matches(concat_ws(chr(10), c.words, c.actor), $actor)
 OR list_has_any($actor_codes, [c.country, c.sector, concat(c.country, c.sector)]))

-- name: toponym.text
regexp_matches(c.words, $text)

-- name: toponym.place
(regexp_matches(concat_ws(chr(10), c.words, c.place), $place) OR list_contains($place_codes, c.country))

-- name: time.text
regexp_matches(c.words, $text)

-- name: report.text
c.revision IN (SELECT r.revision FROM store.reports r WHERE regexp_matches(r.text, $text))

-- name: report.actor
c.report_id IN (
    SELECT m.report_id FROM main.mentions m
    WHERE regexp_matches(concat_ws(chr(10), m.words, m.actor), $actor)
       OR list_has_any($actor_codes, [m.country, m.sector, concat(m.country, m.sector)]))

-- name: report.place
c.report_id IN (
    SELECT t.report_id FROM main.toponyms t
    WHERE regexp_matches(concat_ws(chr(10), t.words, t.place), $place) OR list_contains($place_codes, t.country))

-- name: actor.actor
(regexp_matches(c.name, $actor) OR list_has_any($actor_codes, [c.country, c.sector, concat(c.country, c.sector)]))

-- name: place.place
(regexp_matches(c.name, $place) OR list_contains($place_codes, c.country))

-- name: missing.place
(regexp_matches(c.words, $place) OR list_contains($place_codes, c.words))

-- name: missing.text
regexp_matches(c.sentence, $text)

-- name: failure.text
regexp_matches(concat_ws(chr(10), c.origin, c.message), $text)
