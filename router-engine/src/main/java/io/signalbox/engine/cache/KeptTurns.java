package io.signalbox.engine.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Answers that clients of an API with state may go on with by naming them: which provider keeps
/// each, and what was said until its end. All of it is kept in memory only, by the app and the id
/// of the answer or of an item of it; no app finds what another one's answer said. Who keeps an
/// answer is known of the last 20,000 ids for 30 days, as long as OpenAI keeps answers; what was
/// said, for an hour, and of all conversations together 32 million characters. Safe for threads.
public final class KeptTurns {
  /// How many ids are known.
  public static final int MOST = 20_000;

  /// How many characters are kept.
  public static final int MOST_CHARS = 32_000_000;

  /// How long it is known who keeps an answer. Source: OpenAI's guide to conversation state,
  /// 2026-07-01.
  public static final Duration LONGEST = Duration.ofDays(30);

  /// How long it is known what was said.
  public static final Duration OLDEST = Duration.ofHours(1);

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Map<TurnId, At<Optional<Keeper>>> keepers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<TurnId, At<Said>> turns = new LinkedHashMap<>(16, 0.75f, true);

  /// How many apps have an answer of this id.
  private final Map<String, Integer> owners = new HashMap<>();

  private long chars;
  private Instant expired = Instant.EPOCH;

  /// An answer, or an item of one.
  ///
  /// @param app whose it is
  public record TurnId(String app, String id) {}

  /// Who keeps an answer: what it said is known there, whichever model is called.
  ///
  /// @param provider the provider's id
  /// @param model the provider's name of the model that gave it
  /// @param address where the provider was called; empty: at its usual address
  /// @param key where the key is that it was called with; empty: in the provider's usual variable
  public record Keeper(String provider, String model, String address, String key) {}

  /// What is known of an answer, or of an item of one.
  ///
  /// @param keeper the provider that keeps it; empty if none does
  /// @param items what was said, as JSON texts in the words of the client's dialect: of an answer
  ///   the whole conversation up to its end, of an item the item; empty if that is not known any
  ///   more
  public record KeptTurn(Optional<Keeper> keeper, Optional<List<String>> items) {
    /// An app knows nothing of what another one was told, and no provider is asked for it.
    private static final KeptTurn OF_OTHERS = new KeptTurn(Optional.empty(), Optional.empty());
  }

  private record Said(List<String> items, long chars) {
    static Said of(List<String> items) {
      return new Said(List.copyOf(items), items.stream().mapToLong(String::length).sum());
    }
  }

  private record At<T>(T what, Instant when) {
    /// A clock that was set back makes nothing live longer than it would have.
    boolean isYoung(Instant now, Duration oldest) {
      return Duration.between(when, now).abs().compareTo(oldest) < 0;
    }
  }

  /// What is known of an answer or item; empty if nothing is. Of those of other apps it is known
  /// that nobody keeps them for this one.
  public Optional<KeptTurn> find(TurnId id, Instant now) {
    synchronized (turns) {
      var own = Optional.ofNullable(keepers.get(id));
      int others = owners.getOrDefault(id.id(), 0) - (own.isPresent() ? 1 : 0);
      return own.filter(each -> each.isYoung(now, LONGEST))
          .map(each -> new KeptTurn(each.what(), said(id, now)))
          .or(() -> Optional.of(KeptTurn.OF_OTHERS).filter(any -> others > 0));
    }
  }

  private Optional<List<String>> said(TurnId id, Instant now) {
    return Optional.ofNullable(turns.get(id))
        .filter(each -> each.isYoung(now, OLDEST))
        .map(each -> each.what().items());
  }

  /// Keeps what is known of an answer or item. What is too long is not kept, only by whom it is.
  public void keep(TurnId id, KeptTurn turn, Instant now) {
    synchronized (turns) {
      forget(id);
      expire(now);
      keepers.put(id, new At<>(turn.keeper(), now));
      owners.merge(id.id(), 1, Integer::sum);
      turn.items()
          .map(Said::of)
          .filter(said -> said.chars() <= MOST_CHARS)
          .ifPresent(said -> {
            turns.put(id, new At<>(said, now));
            chars += said.chars();
          });
      while (keepers.size() > MOST) {
        forget(keepers.keySet().iterator().next());
      }
      while (chars > MOST_CHARS) {
        hush(turns.keySet().iterator().next());
      }
    }
  }

  /// Not at each answer: who is too old is not found anyway.
  private void expire(Instant now) {
    if (Duration.between(expired, now).abs().compareTo(SWEEP) < 0) {
      return;
    }
    expired = now;
    old(turns, each -> !each.isYoung(now, OLDEST)).forEach(this::hush);
    old(keepers, each -> !each.isYoung(now, LONGEST)).forEach(this::forget);
  }

  private static <T> List<TurnId> old(Map<TurnId, At<T>> all, Predicate<At<T>> isOld) {
    // Nothing is younger than what stands before it, but for what was asked for since.
    var found = new ArrayList<TurnId>();
    all.forEach((id, each) -> {
      if (isOld.test(each)) {
        found.add(id);
      }
    });
    return found;
  }

  private void forget(TurnId id) {
    if (keepers.remove(id) != null) {
      owners.computeIfPresent(id.id(), (same, apps) -> apps == 1 ? null : apps - 1);
    }
    hush(id);
  }

  private void hush(TurnId id) {
    At<Said> old = turns.remove(id);
    chars -= old == null ? 0 : old.what().chars();
  }

  /// How many ids are known.
  int size() {
    synchronized (turns) {
      return keepers.size();
    }
  }
}
