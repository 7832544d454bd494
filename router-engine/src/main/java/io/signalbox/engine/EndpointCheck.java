package io.signalbox.engine;

import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.api.KeyApproval;
import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformPlan;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.ConformRun;
import io.signalbox.engine.exchange.ExchangeContext;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks an endpoint what it really does, with a key that its owner lets go there. Safe for threads.
record EndpointCheck(Plugins plugins, Keyring keyring) {
  /// Whose dialect an unknown server is taken to speak.
  private static final String USUAL = "openai";

  /// @throws EngineException if its key is missing or was not confirmed for the server
  ConformReport run(ConformWish wish, KeyApproval approval, Consumer<ConformFinding> told) {
    var usual = ConformPlan.of(wish.address(), wish.model(), key(wish, approval));
    var plan =
        new ConformPlan(
            usual.address(),
            usual.model(),
            usual.key(),
            wish.patience().orElse(usual.patience()),
            usual.idle(),
            usual.slow());
    return ConformRun.of(plan, told);
  }

  private Optional<Secret> key(ConformWish wish, KeyApproval approval) {
    return switch (keyring.keyOf(model(wish), approval.consent())) {
      case ExchangeContext.Key.Found found -> Optional.of(found.secret());
      case ExchangeContext.Key.None none -> Optional.empty();
      case ExchangeContext.Key.Missing missing -> throw new EngineException(missing.fix());
      case ExchangeContext.Key.Unconfirmed unconfirmed ->
          throw new EngineException(unconfirmed.fix());
    };
  }

  /// The endpoint as a graph would name it.
  private Model model(ConformWish wish) {
    String provider =
        ServerOrigin.of(wish.address())
            .flatMap(server -> plugins.providers().stream().filter(server::isOf).findFirst())
            .map(Provider::id)
            .orElse(USUAL);
    return new Model(
        "endpoint",
        provider,
        wish.model().orElse(""),
        wish.key().stream().toList(),
        Optional.of(wish.address()),
        Map.of(),
        Map.of(),
        About.NOTHING);
  }
}
