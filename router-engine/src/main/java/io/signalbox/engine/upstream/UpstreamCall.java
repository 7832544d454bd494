package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Signing;
import java.time.Duration;
import java.util.Optional;

/// One call of one model.
///
/// @param model the model's id in the graph
/// @param provider the provider to call
/// @param baseUrl where, without a slash at the end
/// @param key what the provider knows us by; bound to scheme, host and port of the address
/// @param dialect how the answer is understood
/// @param call what is sent
/// @param request what is meant, for those who answer by themselves
/// @param card what is known of the model
/// @param deadlines how long to wait
/// @param whileSilent told now and then while nothing has come yet, from another thread; it must
///   return at once
public record UpstreamCall(
    String model,
    Provider provider,
    String baseUrl,
    Optional<Secret> key,
    ProviderDialect dialect,
    ProviderCall call,
    ChatRequest request,
    ModelCard card,
    Deadlines deadlines,
    Runnable whileSilent) {

  /// How the key is shown.
  Signing signing() {
    return provider.signing().orElseGet(dialect::signing);
  }

  /// How long to wait for an answer.
  ///
  /// @param connect for the connection
  /// @param firstToken from the start of the call to the first content
  /// @param idle between two pieces after that; signs of life without content do not count
  /// @param total for the whole answer
  /// @param sign how often it is told that nothing has come yet
  public record Deadlines(
      Duration connect, Duration firstToken, Duration idle, Duration total, Duration sign) {
    /// Ten seconds to connect, two minutes to the first token, a minute between pieces, half an
    /// hour in all, and a sign every ten seconds.
    public static final Deadlines USUAL =
        new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            Duration.ofSeconds(10));

    /// The same with another wait for the first token, and for the whole where one is given, which
    /// the first token cannot outlast.
    public Deadlines tightened(Duration first, Optional<Duration> whole) {
      Duration most = whole.filter(time -> time.compareTo(first) < 0).orElse(first);
      return new Deadlines(connect, most, idle, whole.orElse(total), sign);
    }

    /// The same for an answer that comes whole, and so has no first token to wait for.
    public Deadlines within(Duration whole) {
      return new Deadlines(connect, whole, idle, whole, sign);
    }
  }
}
