package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox models`: what can be called, and at which price.
@Command(
    description = "Lists models with context window, price and its date.",
    subcommands = ModelsRefreshCommand.class)
final class ModelsCommand extends AnyCommand {
  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "Only models whose provider or name contains this text; `find` is optional.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--provider",
      paramLabel = "ID",
      defaultValue = "",
      description = "Only models of this provider.")
  private String only = "";

  ModelsCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    List<ModelCard> cards =
        engine.plugins().providers().stream()
            .filter(provider -> provider.reach() != Provider.Reach.SIMULATED)
            .flatMap(provider -> provider.models().stream())
            .filter(this::wanted)
            .toList();
    if (json) {
      console.json(cards.stream().map(ModelsCommand::view).toList());
    } else {
      console.line(
          "%-12s %-36s %10s %18s  %s"
              .formatted("provider", "model", "context", "$ in / out per M", "prices"));
      cards.forEach(card -> console.line(line(card)));
    }
    return ExitCode.FINE;
  }

  private boolean wanted(ModelCard card) {
    String name =
        (card.provider() + " " + card.model() + " " + card.name()).toLowerCase(Locale.ROOT);
    boolean found =
        words.stream()
            .filter(word -> !word.equals("find"))
            .allMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)));
    return found && (only.isEmpty() || card.provider().equals(only));
  }

  private static String line(ModelCard card) {
    String context = card.contextTokens().isPresent() ? "" + card.contextTokens().getAsLong() : "–";
    return "%-12s %-36s %10s %18s  %s"
        .formatted(
            card.provider(),
            card.model(),
            context,
            card.price().map(ModelsCommand::prices).orElse("unknown"),
            card.price().map(price -> price.asOf().toString()).orElse(""));
  }

  private static String prices(Price price) {
    var first = price.tiers().getFirst();
    return first.input().toPlainString() + " / " + first.output().toPlainString();
  }

  private static Map<String, Object> view(ModelCard card) {
    var view = new LinkedHashMap<String, Object>();
    view.put("provider", card.provider());
    view.put("model", card.model());
    view.put("name", card.name());
    card.contextTokens().ifPresent(tokens -> view.put("context_tokens", tokens));
    card.maxOutputTokens().ifPresent(tokens -> view.put("max_output_tokens", tokens));
    card.price()
        .ifPresent(price -> {
          view.put("usd_per_million_input", price.tiers().getFirst().input().toPlainString());
          view.put("usd_per_million_output", price.tiers().getFirst().output().toPlainString());
          view.put("prices", price.snapshot());
        });
    return view;
  }
}
