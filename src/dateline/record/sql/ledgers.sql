-- The ledgers: claims of one kind as a table. Several names in one cell are joined with "; ".

CREATE OR REPLACE VIEW store.slot_columns AS
SELECT claim_id,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'movement') AS movement,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'duration') AS duration,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'purpose') AS purpose,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'move') AS move,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'issue') AS issue,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'exchange') AS exchange,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'condition') AS condition,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'likelihood') AS likelihood,
       arg_min(value, position) FILTER (name = 'likelihood_range') AS likelihood_range,
       string_agg(value, '; ' ORDER BY position) FILTER (name = 'confidence') AS confidence_words,
       arg_min(value, position) FILTER (name = 'stance') AS stance
FROM store.claim_slots
GROUP BY claim_id;

CREATE OR REPLACE VIEW store.place_columns AS
SELECT claim_id,
       string_agg(coalesce(place, words), '; ' ORDER BY position) FILTER (role = 'from') AS from_place,
       string_agg(coalesce(place, words), '; ' ORDER BY position) FILTER (role IN ('to', 'target')) AS to_place,
       string_agg(coalesce(place, words), '; ' ORDER BY position) FILTER (role IN ('near', 'at', 'via')) AS near_place
FROM store.claim_places
GROUP BY claim_id;

CREATE OR REPLACE VIEW store.thing_columns AS
SELECT claim_id,
       string_agg(words, '; ' ORDER BY position) AS what,
       string_agg(kind, '; ' ORDER BY position) AS kind,
       arg_min(quantity, position) FILTER (quantity IS NOT NULL) AS quantity,
       arg_min(low, position) FILTER (quantity IS NOT NULL) AS low,
       arg_min(high, position) FILTER (quantity IS NOT NULL) AS high,
       arg_min(unit, position) FILTER (quantity IS NOT NULL) AS unit
FROM store.claim_things
GROUP BY claim_id;

CREATE OR REPLACE VIEW store.ledger_base AS
SELECT c.*, array_to_string(actors, '; ') AS actor, array_to_string(recipients, '; ') AS recipient,
       array_to_string(places, '; ') AS place,
       s.* EXCLUDE (claim_id), p.* EXCLUDE (claim_id), t.* EXCLUDE (claim_id)
FROM main.claims c
LEFT JOIN store.slot_columns s USING (claim_id)
LEFT JOIN store.place_columns p USING (claim_id)
LEFT JOIN store.thing_columns t USING (claim_id);

CREATE OR REPLACE VIEW deployments AS
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       actor AS force, what, kind, quantity AS size, low AS size_low, high AS size_high,
       from_place, to_place, near_place, movement, duration, purpose, time_value, time_begin, time_end,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM store.ledger_base
WHERE ledger = 'deployment';

CREATE OR REPLACE VIEW transfers AS
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       actor AS supplier, recipient, what AS materiel, kind AS category, quantity, low AS quantity_low,
       high AS quantity_high, unit, to_place, time_value, time_begin, time_end,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM store.ledger_base
WHERE ledger = 'transfer';

CREATE OR REPLACE VIEW negotiations AS
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       actor AS proposer, recipient AS addressee,
       coalesce(move, CASE
           WHEN event = 'REQUEST' THEN 'demand'
           WHEN event = 'REJECT' THEN 'reject'
           WHEN event = 'CONCEDE' THEN 'concede'
           WHEN event = 'AGREE' AND relation = 'offers' THEN 'offer'
           WHEN event = 'AGREE' THEN 'accept'
           WHEN event = 'CONSULT' AND mode = 'mediate' THEN 'mediate'
           WHEN event = 'CONSULT' THEN 'talks'
       END) AS move,
       issue, exchange, what AS things, condition, time_value, time_begin, time_end,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM store.ledger_base
WHERE ledger = 'negotiation';

-- Who holds it: the first in the chain that is not a paper or a document, else the first at all.
CREATE OR REPLACE VIEW store.holders AS
SELECT claim_id,
       arg_min(name, rank) AS holder, arg_min(country, rank) AS holder_country,
       arg_min(coalesce(actor_id, lower(name)), rank) AS holder_key, arg_min(relation, rank) AS holder_relation
FROM (
    SELECT *, position + CASE WHEN kind = 'document' OR actor_kind IN ('media', 'document') THEN 1000 ELSE 0 END AS rank
    FROM store.claim_sources_now
    WHERE kind <> 'author'
)
GROUP BY claim_id;

-- A claim is compared with the latest of the same holder on the same topic from an earlier day: within a day nobody
-- knows which report came first. A claim without a topic is compared with none.
CREATE OR REPLACE VIEW assessments AS
WITH assessed AS (
    SELECT b.*, coalesce(h.holder, '') AS assessor, coalesce(h.holder_key, '') AS holder_key,
           TRY_CAST(regexp_extract(likelihood_range, '^\s*(\d+)', 1) AS DOUBLE) AS likelihood_low,
           TRY_CAST(regexp_extract(likelihood_range, '(\d+)\D*$', 1) AS DOUBLE) AS likelihood_high
    FROM store.ledger_base b
    LEFT JOIN store.holders h USING (claim_id)
    WHERE ledger = 'assessment' OR likelihood IS NOT NULL
),
numbered AS (
    SELECT *, row_number() OVER (ORDER BY dct, report_id, trigger_start, trigger_end, claim_id) AS nth FROM assessed
),
compared AS (
    SELECT *, arg_max(claim_id, nth) OVER earlier AS previous_claim, arg_max(dct, nth) OVER earlier AS previous_dct,
           factuality - arg_max(factuality, nth) OVER earlier AS by_factuality,
           likelihood_low + likelihood_high - arg_max(likelihood_low + likelihood_high, nth) OVER earlier AS by_range
    FROM numbered
    WINDOW earlier AS (
        PARTITION BY holder_key, coalesce(topic, claim_id)
        ORDER BY dct RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    )
)
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       assessor, clause AS proposition, event, actor, likelihood, likelihood_low, likelihood_high,
       confidence_words AS confidence, previous_claim, previous_dct,
       CASE sign(coalesce(by_range, by_factuality)) WHEN 1 THEN 'up' WHEN -1 THEN 'down' WHEN 0 THEN 'same' END
           AS direction,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM compared;

CREATE OR REPLACE VIEW positions AS
WITH held AS (
    SELECT b.*,
           coalesce(h.holder, actors[1]) AS holder,
           CASE WHEN h.holder IS NULL THEN lower(actors[1]) ELSE h.holder_key END AS holder_key,
           h.holder_country, h.holder_relation,
           list_contains(actors, coalesce(h.holder, actors[1])) AS own,
           claim_id IN (
               SELECT o.claim_id FROM store.claim_operators o
               WHERE o.kind = 'deny' AND regexp_matches(o.word, '(?i)^(rule|rules|ruled|ruling)( out)?$')
           )
               AS rules_out
    FROM store.ledger_base b
    LEFT JOIN store.holders h USING (claim_id)
    WHERE h.holder IS NOT NULL OR (ledger = 'position' AND len(actors) > 0)
),
taken AS (
    SELECT *, coalesce(stance, CASE
        WHEN rules_out AND status = 'possible' THEN 'will not rule out'
        WHEN holder_relation = 'refuses to say' THEN 'refuses to say'
        WHEN status = 'denied' OR factuality < 0 OR holder_relation = 'denies' THEN 'denies'
        WHEN own AND event IN ('REJECT', 'ACCUSE', 'PROTEST', 'THREATEN') THEN 'opposes'
        WHEN own AND event IN ('SUPPORT', 'AGREE', 'CONCEDE', 'COOPERATE') THEN 'supports'
        WHEN status = 'proposed' OR holder_relation IN ('demands', 'offers') THEN 'supports'
        ELSE 'asserts'
    END) AS taken_stance
    FROM held
),
numbered AS (
    SELECT *, row_number() OVER (ORDER BY dct, report_id, trigger_start, trigger_end, claim_id) AS nth FROM taken
),
compared AS (
    SELECT *, arg_max(taken_stance, nth) OVER earlier AS previous_stance,
           arg_max(claim_id, nth) OVER earlier AS previous_claim, arg_max(dct, nth) OVER earlier AS previous_dct
    FROM numbered
    WINDOW earlier AS (
        PARTITION BY holder_key, coalesce(topic, claim_id)
        ORDER BY dct RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    )
)
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       holder, coalesce(holder_country, '') AS holder_country, clause AS proposition, event, actor, recipient,
       what AS object, taken_stance AS stance, previous_stance, previous_claim, previous_dct,
       -- Who says that it is so, and then acts for it, stands where he stood.
       coalesce(previous_stance <> taken_stance
                AND NOT (previous_stance IN ('asserts', 'supports') AND taken_stance IN ('asserts', 'supports')), false)
           AS changed,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM compared;

-- When it happened, when it was stated and when it was published are three things. The event's own time is NULL where
-- no words give it; the report's date never stands in for it.
CREATE OR REPLACE VIEW timeline AS
SELECT claim_id, report_id, dct, outlet, source, status, factuality,
       time_begin AS event_begin, time_end AS event_end,
       CASE
           WHEN time_value IS NULL OR (time_begin IS NULL AND time_end IS NULL) THEN 'unknown'
           WHEN time_begin IS NULL OR time_end IS NULL THEN 'open'
           WHEN time_begin = time_end THEN 'day'
           WHEN regexp_full_match(time_value, '\d{4}-W\d{2}.*') THEN 'week'
           WHEN regexp_full_match(time_value, '\d{4}-\d{2}') THEN 'month'
           WHEN regexp_full_match(time_value, '\d{4}-(Q\d|SP|SU|FA|WI|H\d)') THEN 'season'
           WHEN regexp_full_match(time_value, '\d{4}') THEN 'year'
           ELSE 'interval'
       END AS event_precision,
       time_value AS event_value, dct AS stated_on, dct AS published_on, event, mode, ledger, actor, recipient, place,
       what AS things,
       trigger, evidence, trigger_start, trigger_end, evidence_start, evidence_end, score,
       understood_actors, understood_recipients
FROM store.ledger_base;

CREATE OR REPLACE VIEW store.actor_uses AS
SELECT revision, actor_id, actor AS name, actor_kind AS kind, country, sector, wikidata, 'mention' AS part
FROM store.mentions_now
WHERE actor_id IS NOT NULL
UNION ALL
SELECT revision, actor_id, actor, actor_kind, country, sector, wikidata, 'source' FROM store.claim_sources_now
WHERE actor_id IS NOT NULL
UNION ALL
SELECT revision, actor_id, actor, actor_kind, country, sector, wikidata, role FROM store.claim_participants_now
WHERE actor_id IS NOT NULL;

CREATE OR REPLACE VIEW store.place_uses AS
SELECT revision, place_id, place AS name, level, country, lat, lon, geonameid, 'mention' AS part
FROM store.toponyms
WHERE place_id IS NOT NULL AND literal
UNION ALL
SELECT revision, place_id, place, level, country, lat, lon, geonameid, 'claim' FROM store.claim_places
WHERE place_id IS NOT NULL;

CREATE OR REPLACE VIEW actors AS
SELECT actor_id, min(name) AS name, min(kind) AS kind, min(country) AS country, min(sector) AS sector,
       min(wikidata) AS wikidata,
       count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT revision) AS reports,
       count(*) FILTER (part = 'source') AS claims_as_source, count(*) FILTER (part = 'actor') AS claims_as_actor,
       count(*) FILTER (part = 'recipient') AS claims_as_recipient, min(dct) AS first_dct, max(dct) AS last_dct
FROM store.actor_uses JOIN store.shown USING (revision)
GROUP BY actor_id;

CREATE OR REPLACE VIEW places AS
SELECT place_id, min(name) AS name, min(level) AS level, min(country) AS country, min(lat) AS lat, min(lon) AS lon,
       min(geonameid) AS geonameid,
       count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT revision) AS reports,
       count(*) FILTER (part = 'claim') AS claims, min(dct) AS first_dct, max(dct) AS last_dct
FROM store.place_uses JOIN store.shown USING (revision)
GROUP BY place_id;

-- Names that were found and have no place; the claims that name them among their places.
CREATE OR REPLACE VIEW store.missing_uses AS
SELECT t.revision, t.words, lower(strip_accents(t.words)) AS name_key, t.span_start, t.reason, s.words AS sentence,
       NULL AS claim_id, 'mention' AS part
FROM store.toponyms t
LEFT JOIN store.sentences s
    ON s.revision = t.revision AND s.span_start <= t.span_start AND t.span_end <= s.span_end
WHERE t.place_id IS NULL AND t.literal
UNION ALL
SELECT revision, words, lower(strip_accents(words)), span_start, NULL, NULL, claim_id, 'claim' FROM store.claim_places
WHERE place_id IS NULL AND literal;

CREATE OR REPLACE VIEW missing_places AS
SELECT min(words) AS name, count(*) FILTER (part = 'mention') AS mentions, count(DISTINCT report_id) AS reports,
       count(DISTINCT claim_id) AS claims,
       first(sentence ORDER BY dct, report_id, span_start) FILTER (part = 'mention') AS example,
       list(DISTINCT report_id ORDER BY report_id) AS report_ids,
       first(reason ORDER BY dct, report_id, span_start) FILTER (part = 'mention') AS reason,
       min(dct) AS first_dct, max(dct) AS last_dct
FROM store.missing_uses JOIN store.shown USING (revision)
GROUP BY name_key;
