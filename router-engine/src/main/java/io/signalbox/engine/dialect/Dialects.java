package io.signalbox.engine.dialect;

import io.signalbox.engine.dialect.anthropic.AnthropicDialect;
import io.signalbox.engine.dialect.gemini.GeminiDialect;
import io.signalbox.engine.dialect.openai.OpenAiDialect;
import io.signalbox.engine.spi.Dialect;
import java.util.List;
import java.util.Optional;

/// The dialects that the engine speaks. Without state.
public final class Dialects {
  private static final List<Dialect> ALL =
      List.of(new OpenAiDialect(), new AnthropicDialect(), new GeminiDialect());

  private Dialects() {}

  /// All of them.
  public static List<Dialect> all() {
    return ALL;
  }

  /// The dialect with this id, if there is one.
  public static Optional<Dialect> of(String id) {
    for (Dialect dialect : ALL) {
      if (dialect.id().equals(id)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /// The dialect with this id, which a provider named.
  ///
  /// @throws IllegalArgumentException if there is none: a provider's description is wrong
  public static Dialect require(String id) {
    return of(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no dialect \""
                    + id
                    + "\"; there are "
                    + ALL.stream().map(Dialect::id).toList()
                    + "."));
  }
}
