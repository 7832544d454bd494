package io.signalbox.engine.conform;

import io.signalbox.engine.secret.KeyMask;
import io.signalbox.engine.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may be shown of an endpoint's own words: short, on one line, without keys. Immutable, safe
/// for threads.
final class EndpointWords {
  private static final int LONGEST = 100;

  /// A reason joins several faults, which are our words for the most part.
  private static final int LONGEST_REASON = 400;

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final KeyMask mask;
  private final Optional<Secret> key;

  /// @param key what the endpoint knows us by
  EndpointWords(Optional<Secret> key) {
    this.mask = KeyMask.of(key.stream().toList());
    this.key = key;
  }

  String shown(String words) {
    return mask.apply(onOneLine(words), LONGEST);
  }

  /// The same for the reason of a verdict, which may hold a word of the endpoint.
  String reason(String words) {
    return mask.apply(onOneLine(words), LONGEST_REASON);
  }

  /// Whether the key stands in a name that has to be kept as it is.
  boolean hasKey(String name) {
    return key.filter(each -> !each.isEmpty() && name.contains(each.reveal())).isPresent();
  }

  private static String onOneLine(String words) {
    return BLANK.matcher(words).replaceAll(" ").strip();
  }
}
