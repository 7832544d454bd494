package io.signalbox.engine.dialect;

import io.signalbox.engine.dialect.anthropic.AnthropicDialect;
import io.signalbox.engine.dialect.gemini.GeminiDialect;
import io.signalbox.engine.dialect.openai.OpenAiDialect;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.Dialect;
import java.util.List;
import java.util.Optional;

/// The dialects that the engine speaks. Without state.
public final class Dialects {
  private static final List<Dialect> ALL =
      List.of(new OpenAiDialect(), new AnthropicDialect(), new GeminiDialect());

  private static final ClientSide RESPONSES = new ResponsesClient();

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

  /// How clients of a dialect are understood and answered: one of [#all], or `responses`, in which
  /// no provider is asked.
  ///
  /// @throws IllegalArgumentException if no client can come with it
  public static ClientSide client(String id) {
    return id.equals(Dialect.RESPONSES)
        ? RESPONSES
        : require(id)
            .client()
            .orElseThrow(() -> new IllegalArgumentException("No client comes with " + id + "."));
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
