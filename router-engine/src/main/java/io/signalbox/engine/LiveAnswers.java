package io.signalbox.engine;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cache.AnswerCache;
import io.signalbox.engine.cache.AnswerCodec;
import io.signalbox.engine.cache.CacheQuery;
import io.signalbox.engine.cache.EarlierAnswer;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.format.Units;
import io.signalbox.engine.language.TextLanguage;
import io.signalbox.engine.spi.TextEncoder;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Earlier answers as the store keeps them. Safe for threads.
record LiveAnswers(Supplier<Store> store, Supplier<Encoders> encoders) implements AnswerCache {
  private static final System.Logger LOG = System.getLogger(LiveAnswers.class.getName());

  /// Encoders read the beginning of a longer text only (512 tokens, each a character at least), and
  /// what they do not read could be anything.
  private static final int LONGEST_TEXT = 500; // characters

  /// The likeness of equal requests, which no similar one has.
  private static final double EQUAL = 1;

  /// Opens what the caches of a graph need, so that the first request need not wait for it.
  void prepare(RoutingGraph graph) {
    for (Node node : graph.inForce().nodes().values()) {
      if (node instanceof CacheNode cache) {
        store.get().answers().id("");
        if (cache.match() == CacheNode.Match.SIMILAR) {
          encoders.get().open(cache.encoder());
        }
      }
    }
  }

  @Override
  public Found find(CacheQuery query, Instant now) {
    try {
      Answers answers = store.get().answers();
      Found equal = hit(answers, answers.id(query.exact()), query, EQUAL, now);
      return equal instanceof Miss && query.alike().isPresent()
          ? alike(answers, query, query.alike().get(), now)
          : equal;
    } catch (StoreException | EngineException e) {
      return new Miss(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) { // a plug-in's encoder may throw anything
      return new Miss("the cache failed: " + e.getClass().getSimpleName());
    }
  }

  private static Found hit(
      Answers answers, String id, CacheQuery query, double likeness, Instant now) {
    Optional<Answers.Kept> kept = answers.find(id, query.ttl(), now);
    if (kept.isEmpty()) {
      return new Miss("no equal request was answered in the last " + Units.text(query.ttl()));
    }
    Optional<EarlierAnswer> answer = AnswerCodec.read(kept.get().content());
    if (answer.isEmpty()) {
      answers.remove(id);
      return new Miss("the earlier answer is damaged");
    }
    Duration age = Duration.between(kept.get().made(), now);
    return new Hit(answer.get(), id, age.isNegative() ? Duration.ZERO : age, likeness);
  }

  private Found alike(Answers answers, CacheQuery query, CacheQuery.Alike alike, Instant now) {
    Optional<TextEncoder> encoder = encoder(alike);
    if (encoder.isEmpty()) {
      return new Miss("no equal request; similar ones are not looked for: " + obstacle(alike));
    }
    float[] vector = encoder.get().encode(alike.text());
    String nearest = "";
    double best = -1;
    for (Answers.Neighbor each : answers.alike(alike.group(), query.ttl(), now)) {
      double cosine = cosine(vector, each.vector());
      if (cosine > best) {
        best = cosine;
        nearest = each.id();
      }
    }
    if (best >= alike.similarity()) {
      return hit(answers, nearest, query, Math.min(best, Math.nextDown(EQUAL)), now);
    }
    String last = " in the last " + Units.text(query.ttl());
    return new Miss(
        nearest.isEmpty()
            ? "no similar request was answered" + last
            : String.format(
                Locale.ROOT,
                "the most similar request%s has %.3f of %.3f",
                last,
                best,
                alike.similarity()));
  }

  /// Empty where the vector of the text would say nothing.
  private Optional<TextEncoder> encoder(CacheQuery.Alike alike) {
    return alike.text().length() <= LONGEST_TEXT
            && encoders.get().open(alike.encoder()) instanceof Encoders.Opened.Ready ready
            && reads(ready.encoder(), alike.text())
        ? Optional.of(ready.encoder())
        : Optional.empty();
  }

  private static boolean reads(TextEncoder encoder, String text) {
    String language = TextLanguage.of(text);
    return language.isEmpty() || encoder.languages().contains(language);
  }

  private static String obstacle(CacheQuery.Alike alike) {
    return alike.text().length() > LONGEST_TEXT
        ? "the message is longer than " + LONGEST_TEXT + " characters"
        : "the encoder " + alike.encoder() + " is missing or does not know the language";
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length && a.length == b.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Override
  public void given(Hit hit, Instant now) {
    quietly(() -> store.get().answers().used(hit.key(), now));
  }

  @Override
  public void keep(List<CacheQuery> queries, EarlierAnswer answer, Instant now) {
    byte[] content = AnswerCodec.write(answer);
    queries.forEach(
        query -> quietly(() -> store.get().answers().keep(entry(query, answer, content), now)));
  }

  private Answers.Entry entry(CacheQuery query, EarlierAnswer answer, byte[] content) {
    Optional<Answers.Relative> alike =
        query
            .alike()
            .flatMap(each ->
                encoder(each)
                    .map(encoder ->
                        new Answers.Relative(each.group(), encoder.encode(each.text()))));
    Optional<Money> real = answer.usd().filter(usd -> !answer.simulated());
    return new Answers.Entry(query.exact(), alike, query.ttl(), real, content);
  }

  private static void quietly(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.DEBUG, "an answer could not be kept: " + e.getClass().getName());
    }
  }
}
