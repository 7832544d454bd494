package io.signalbox.engine.cache;

import io.signalbox.engine.chat.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What models thought before they called tools, with what their providers want back unread, for
/// clients that do not keep it. It is kept in memory only, by the app and the ids of the calls,
/// used for an hour, and forgotten with the next that is kept, the last 2,000 answers and 16
/// million characters. No app gets what another one's answer had. Safe for threads.
public final class CallThoughts {
  /// How many answers are kept.
  public static final int MOST = 2_000;

  /// How many characters are kept.
  public static final int MOST_CHARS = 16_000_000;

  /// How old an answer may be.
  public static final Duration OLDEST = Duration.ofHours(1);

  private final Map<Call, Kept> answers = new LinkedHashMap<>(16, 0.75f, true);
  private long chars;

  /// A call of a tool.
  ///
  /// @param app whose answer it is in
  /// @param id the call's id; characters that not every dialect allows in ids make no difference
  public record Call(String app, String id) {
    public Call {
      id = id.replaceAll("[^A-Za-z0-9_-]", "_");
    }
  }

  /// What an answer thought.
  ///
  /// @param provider the id of the provider that gave it
  /// @param parts in their order
  public record Remembered(String provider, List<Part> parts) {
    public Remembered {
      parts = List.copyOf(parts);
    }

    private int chars() {
      return parts.stream().mapToInt(Remembered::chars).sum();
    }

    private static int chars(Part part) {
      return switch (part) {
        case Part.Reasoning thought ->
            thought.text().length()
                + thought.signature().orElse("").length()
                + thought.redacted().orElse("").length();
        case Part.Foreign foreign -> foreign.json().length();
        case Part.CacheMark mark -> 0;
        case Part.Text text -> text.text().length();
        case Part.Refusal refusal -> refusal.text().length();
        case Part.Image image -> image.url().length();
        case Part.ToolCall call -> call.arguments().length();
        case Part.ToolResult result -> result.content().stream().mapToInt(Remembered::chars).sum();
      };
    }
  }

  private record Kept(Remembered thoughts, int chars, Instant at) {}

  /// What was thought before a call; empty if it is not known or too old.
  public Optional<Remembered> find(Call call, Instant now) {
    synchronized (answers) {
      return Optional.ofNullable(answers.get(call))
          .filter(kept -> isYoung(kept, now))
          .map(Kept::thoughts);
    }
  }

  /// A clock that was set back makes nothing live longer than it would have.
  private static boolean isYoung(Kept kept, Instant now) {
    return Duration.between(kept.at(), now).abs().compareTo(OLDEST) < 0;
  }

  /// Keeps what was thought before a call; what is too long is not kept.
  public void keep(Call call, Remembered thoughts, Instant now) {
    var kept = new Kept(thoughts, thoughts.chars(), now);
    synchronized (answers) {
      forget(call);
      answers.entrySet().stream()
          .filter(each -> !isYoung(each.getValue(), now))
          .map(Map.Entry::getKey)
          .toList()
          .forEach(this::forget);
      if (kept.chars() <= MOST_CHARS) {
        answers.put(call, kept);
        chars += kept.chars();
      }
      while (answers.size() > MOST || chars > MOST_CHARS) {
        forget(answers.keySet().iterator().next());
      }
    }
  }

  private void forget(Call call) {
    Kept old = answers.remove(call);
    chars -= old == null ? 0 : old.chars();
  }

  /// How many there are.
  int size() {
    synchronized (answers) {
      return answers.size();
    }
  }
}
