-- The tables behind the views. A row of any of them belongs to one version of one report (`revision`).
-- No primary keys: DuckDB refuses to delete and insert the same key in one transaction, which a re-analysis does;
-- ids are hashes of content, and the tests hold them to being unique.
CREATE SCHEMA store;

CREATE TABLE meta (key VARCHAR, value VARCHAR);

CREATE TABLE store.reports (
    revision VARCHAR, report_id VARCHAR, key VARCHAR, version INTEGER, current BOOLEAN, content_hash VARCHAR,
    dct DATE, dct_basis VARCHAR, title VARCHAR, outlet VARCHAR, url VARCHAR, language VARCHAR, origin VARCHAR,
    text VARCHAR, analysed_by VARCHAR, run_id VARCHAR
);

-- The analysis of a report as zlib-compressed JSON of the model's fields: what is read back as the model's nouns.
-- The claims are apart, because most readers want nothing else.
CREATE TABLE store.analyses (revision VARCHAR, claims BLOB, others BLOB);

CREATE TABLE store.sentences (
    revision VARCHAR, sentence INTEGER, paragraph INTEGER, words VARCHAR, span_start INTEGER, span_end INTEGER,
    speaker VARCHAR
);

CREATE TABLE store.mentions (
    revision VARCHAR, mention INTEGER, words VARCHAR, span_start INTEGER, span_end INTEGER, kind VARCHAR,
    method VARCHAR, plural BOOLEAN, actor_id VARCHAR, actor VARCHAR, actor_kind VARCHAR, country VARCHAR,
    sector VARCHAR, wikidata VARCHAR
);

CREATE TABLE store.toponyms (
    revision VARCHAR, words VARCHAR, span_start INTEGER, span_end INTEGER, literal BOOLEAN, place_id VARCHAR,
    place VARCHAR, level VARCHAR, lat DOUBLE, lon DOUBLE, country VARCHAR, geonameid BIGINT, reason VARCHAR,
    score DOUBLE
);

CREATE TABLE store.times (
    revision VARCHAR, words VARCHAR, span_start INTEGER, span_end INTEGER, type VARCHAR, value VARCHAR, mod VARCHAR,
    begin_day DATE, end_day DATE, anchor VARCHAR, method VARCHAR
);

CREATE TABLE store.statements (
    revision VARCHAR, statement_id VARCHAR, position INTEGER, speaker_id VARCHAR, speaker VARCHAR,
    speaker_kind VARCHAR, country VARCHAR, sector VARCHAR, relation VARCHAR, kind VARCHAR, negated BOOLEAN,
    stance VARCHAR, source VARCHAR, cue VARCHAR, content VARCHAR,
    source_spans STRUCT("start" INTEGER, "end" INTEGER)[], cue_spans STRUCT("start" INTEGER, "end" INTEGER)[],
    content_spans STRUCT("start" INTEGER, "end" INTEGER)[], parent VARCHAR, method VARCHAR, score DOUBLE
);

CREATE TABLE store.claims (
    revision VARCHAR, claim_id VARCHAR, event_id VARCHAR, event VARCHAR, mode VARCHAR, contexts VARCHAR[],
    ledger VARCHAR, status VARCHAR, factuality DOUBLE, factbank VARCHAR, source VARCHAR, sources VARCHAR[],
    relation VARCHAR, actors VARCHAR[], recipients VARCHAR[], places VARCHAR[], things VARCHAR[],
    time_words VARCHAR, time_type VARCHAR, time_value VARCHAR, time_begin DATE, time_end DATE,
    trigger VARCHAR, lemma VARCHAR, clause VARCHAR, evidence VARCHAR,
    trigger_start INTEGER, trigger_end INTEGER, clause_start INTEGER, clause_end INTEGER,
    evidence_start INTEGER, evidence_end INTEGER, topic VARCHAR, score DOUBLE, own_type VARCHAR,
    confidence DOUBLE
);

CREATE TABLE store.claim_sources (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, name VARCHAR, mention VARCHAR, kind VARCHAR,
    relation VARCHAR, span_start INTEGER, span_end INTEGER, statement_id VARCHAR, actor_id VARCHAR, actor VARCHAR,
    actor_kind VARCHAR, country VARCHAR, sector VARCHAR, wikidata VARCHAR
);

CREATE TABLE store.claim_participants (
    revision VARCHAR, claim_id VARCHAR, role VARCHAR, position INTEGER, name VARCHAR, words VARCHAR,
    span_start INTEGER, span_end INTEGER, implied BOOLEAN, understood DOUBLE, actor_id VARCHAR, actor VARCHAR,
    actor_kind VARCHAR, country VARCHAR, sector VARCHAR, wikidata VARCHAR
);

CREATE TABLE store.claim_places (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, role VARCHAR, words VARCHAR, span_start INTEGER,
    span_end INTEGER, literal BOOLEAN, place_id VARCHAR, place VARCHAR, level VARCHAR, lat DOUBLE, lon DOUBLE,
    country VARCHAR, geonameid BIGINT
);

CREATE TABLE store.claim_things (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, words VARCHAR, span_start INTEGER, span_end INTEGER,
    kind VARCHAR, quantity VARCHAR, low DOUBLE, high DOUBLE, comparator VARCHAR, unit VARCHAR
);

CREATE TABLE store.claim_slots (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, name VARCHAR, value VARCHAR, span_start INTEGER,
    span_end INTEGER
);

CREATE TABLE store.claim_operators (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, words VARCHAR, kind VARCHAR, word VARCHAR,
    effect VARCHAR, span_start INTEGER, span_end INTEGER
);

CREATE TABLE store.steps (
    revision VARCHAR, claim_id VARCHAR, position INTEGER, layer VARCHAR, part VARCHAR, words VARCHAR, why VARCHAR,
    span_start INTEGER, span_end INTEGER
);

-- Clocks are kept here and nowhere else.
CREATE TABLE store.runs (
    run_id VARCHAR, dateline_version VARCHAR, settings VARCHAR, started TIMESTAMP, finished TIMESTAMP
);

CREATE TABLE store.failures (
    failure_id VARCHAR, run_id VARCHAR, origin VARCHAR, report_id VARCHAR, slug VARCHAR, message VARCHAR,
    hint VARCHAR
);

CREATE TABLE store.decisions (
    decision_id VARCHAR, claim_id VARCHAR, part VARCHAR, value VARCHAR, reviewer VARCHAR, decided TIMESTAMP,
    note VARCHAR
);
