-- Counts co-purchases as `cartway rebuild` does, in SQL that Spark, Sail and DuckDB read alike.
--
-- Each part begins with a line that says what becomes of it: a `view` is asked anew by every part that
-- reads it, a `step` is written to a folder of its own and read from there, so that one that fails is run
-- again alone, and a `result` is what `cartway rebuild --counts` reads. The driver, co_purchases.py, fills
-- in what stands in braces, and makes two views before the first part: given_lines(o, i) and given_items(id,
-- title, creator, category, year, url, image_url), with ids as texts.

-- view: lines
-- Order lines whose ids can be used: none is missing, blank or without end. White space in an id is the
-- shop's own: " 7" and "7" are two.
SELECT o, i FROM given_lines
WHERE translate(o, '{white_space}', '') <> '' AND bit_length(o) <= 8 * {longest_id}
  AND translate(i, '{white_space}', '') <> '' AND bit_length(i) <= 8 * {longest_id}

-- step: goods
-- Items, each once. Rows have no order here: of several with one id the first by its texts counts.
SELECT id, title, creator, category, year, url, image_url
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY id
    ORDER BY title NULLS LAST, creator NULLS LAST, category NULLS LAST, year NULLS LAST, url NULLS LAST,
      image_url NULLS LAST
  ) AS place
  FROM given_items
  WHERE translate(id, '{white_space}', '') <> '' AND bit_length(id) <= 8 * {longest_id}
) AS ranked
WHERE place = 1

-- step: names
-- The ids on order lines, each with that of the item it means. Programs write whole numbers in two ways,
-- 1001 and 1001.0: where items know only the other one, it is that one.
SELECT sought.i, coalesce(same.id, other.id, sought.i) AS id
FROM (
  SELECT i, CASE
    WHEN CAST(TRY_CAST(i AS BIGINT) AS STRING) = i THEN concat(i, '.0')
    WHEN i LIKE '%.0' AND CAST(TRY_CAST(head AS BIGINT) AS STRING) = head THEN head
  END AS otherwise
  -- Without what may be `.0`; engines work this out for short ids too.
  FROM (SELECT DISTINCT i, substr(i, 1, greatest(length(i) - 2, 0)) AS head FROM lines) AS met
) AS sought
LEFT JOIN goods AS same ON same.id = sought.i
LEFT JOIN goods AS other ON other.id = sought.otherwise

-- step: ids
-- All items, numbered from 0: a pair of small numbers is a third less to send than one of texts. Numbered
-- part by part, so that no machine has to hold all ids.
WITH known AS (
  SELECT id, right(md5(id), 2) AS part
  FROM (SELECT id FROM names UNION SELECT id FROM goods) AS every_id
), parts AS (
  SELECT part, sum(count(*)) OVER (ORDER BY part) - count(*) AS before FROM known GROUP BY part
)
SELECT known.id,
  CAST(parts.before + row_number() OVER (PARTITION BY known.part ORDER BY known.id) - 1 AS INT) AS n
FROM known JOIN parts ON known.part = parts.part

-- step: numbers
SELECT names.i, ids.n FROM names JOIN ids ON names.id = ids.id

-- step: baskets
-- Distinct lines, each with how many its order has.
SELECT o, n, CAST(count(*) OVER (PARTITION BY o) AS INT) AS size
FROM (SELECT DISTINCT lines.o, numbers.n FROM lines JOIN numbers ON lines.i = numbers.i) AS distinct_lines

-- step: sizes
-- How many orders there are of each size: orders of ten items are a tenth of the lines of such orders.
SELECT size, CAST(count(*) / size AS BIGINT) AS orders,
  CASE WHEN size <= {max_basket} OR {max_basket} = 0 THEN 1 ELSE 0 END AS is_kept
FROM baskets GROUP BY size

-- step: counts
-- On how many orders each item is, of those that count.
SELECT n, count(*) AS orders FROM baskets
WHERE size <= {max_basket} OR {max_basket} = 0
GROUP BY n

-- step: counted
-- On how many orders two items are together. This is the work: all else is small beside it.
SELECT x.n AS a, y.n AS b, count(*) AS orders
FROM baskets AS x JOIN baskets AS y ON x.o = y.o AND x.n < y.n
WHERE (x.size <= {max_basket} OR {max_basket} = 0) AND (y.size <= {max_basket} OR {max_basket} = 0)
GROUP BY x.n, y.n
HAVING count(*) >= {min_orders}

-- step: strong
-- How strong each link is, by the formulas of the program, term by term: doubles must not differ in a bit.
SELECT a, b, c AS orders, CASE '{measure}'
  WHEN 'cosine' THEN CAST(c AS DOUBLE) / sqrt(of_a * of_b)
  WHEN 'jaccard' THEN CAST(c AS DOUBLE) / (of_a + of_b - CAST(c AS DOUBLE))
  WHEN 'lift' THEN CAST(c AS DOUBLE) * total / (of_a * of_b)
  ELSE CAST(c AS DOUBLE)
END AS strength
FROM (
  SELECT counted.a, counted.b, counted.orders AS c, CAST(x.orders AS DOUBLE) AS of_a,
    CAST(y.orders AS DOUBLE) AS of_b, kept.total
  FROM counted
  JOIN counts AS x ON x.n = counted.a
  JOIN counts AS y ON y.n = counted.b
  CROSS JOIN (SELECT CAST(sum(orders) AS DOUBLE) AS total FROM sizes WHERE is_kept = 1) AS kept
) AS weighed

-- step: best
-- Either end keeps its strongest. RANK lets through all that are equally strong; which of these stay is
-- settled by the program, by their ids.
SELECT DISTINCT CASE WHEN item < other THEN item ELSE other END AS a,
  CASE WHEN item < other THEN other ELSE item END AS b, orders
FROM (
  SELECT item, other, orders,
    rank() OVER (PARTITION BY item ORDER BY strength DESC, orders DESC) AS place
  FROM (
    SELECT a AS item, b AS other, orders, strength FROM strong
    UNION ALL
    SELECT b AS item, a AS other, orders, strength FROM strong
  ) AS both_ways
) AS ranked
WHERE place <= {top} OR {top} = 0

-- result: pairs
SELECT least(x.id, y.id) AS a, greatest(x.id, y.id) AS b, best.orders
FROM best JOIN ids AS x ON x.n = best.a JOIN ids AS y ON y.n = best.b

-- result: items
-- All that are known, also those that nobody bought.
SELECT ids.id, coalesce(counts.orders, 0) AS orders, goods.title, goods.creator, goods.category, goods.year,
  goods.url, goods.image_url
FROM ids
LEFT JOIN counts ON counts.n = ids.n
LEFT JOIN goods ON goods.id = ids.id

-- result: meta
-- Last of all: where this is, all is there. Orders and their lines are those that count. How many rows there
-- must be is counted before they are written, so that files left behind by others are noticed.
SELECT 1 AS version, '{measure}' AS measure, {min_orders} AS min_orders, {top} AS top, {max_basket} AS max_basket,
  coalesce(CAST(sum(orders * is_kept) AS BIGINT), 0) AS orders,
  coalesce(CAST(sum(orders * size * is_kept) AS BIGINT), 0) AS order_lines,
  coalesce(CAST(sum(orders * (1 - is_kept)) AS BIGINT), 0) AS left_out_orders,
  (SELECT count(*) FROM ids) AS items, (SELECT count(*) FROM best) AS pairs
FROM sizes
