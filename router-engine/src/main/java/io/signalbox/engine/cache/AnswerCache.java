package io.signalbox.engine.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Where earlier answers are found and kept. It never throws: what goes wrong in it is a miss, and
/// costs a request nothing but the call that it would have made anyway. Safe for threads.
public interface AnswerCache {
  /// What was found.
  sealed interface Found {}

  /// An earlier answer.
  ///
  /// @param key names the entry
  /// @param age how long ago it was given
  /// @param likeness the cosine of both texts' vectors; 1 for an equal request
  record Hit(EarlierAnswer answer, String key, Duration age, double likeness) implements Found {}

  /// Nothing.
  ///
  /// @param why for a person, without any text of the request
  record Miss(String why) implements Found {}

  /// Looks for an answer that is young enough.
  Found find(CacheQuery query, Instant now);

  /// The client is given what was found.
  void given(Hit hit, Instant now);

  /// Keeps an answer for requests that ask for any of these.
  void keep(List<CacheQuery> queries, EarlierAnswer answer, Instant now);

  /// Finds nothing and keeps nothing.
  ///
  /// @param why what is said of each miss
  static AnswerCache none(String why) {
    return new AnswerCache() {
      @Override
      public Found find(CacheQuery query, Instant now) {
        return new Miss(why);
      }

      @Override
      public void given(Hit hit, Instant now) {}

      @Override
      public void keep(List<CacheQuery> queries, EarlierAnswer answer, Instant now) {}
    };
  }
}
