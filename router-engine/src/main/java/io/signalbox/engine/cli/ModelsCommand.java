package io.signalbox.engine.cli;

import io.signalbox.engine.api.CountedModel;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.PlanReport;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.plan.PlansText;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.plan.PlanStanding;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

  @Option(
      names = "--counts",
      description = "How many tokens providers report for each that Signalbox counts.")
  private boolean counts;

  @Option(
      names = "--running",
      description = "The models of servers on this machine, with the context that each runs with.")
  private boolean running;

  @Option(
      names = "--plans",
      description = "The plans of plans.yaml in the home, and how much of each is used.")
  private boolean plans;

  ModelsCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    return running
        ? running(engine)
        : counts ? counts(engine) : plans ? plans(engine) : known(engine);
  }

  private int plans(Engine engine) {
    PlanReport report = PlanReport.of(engine, InstantSource.system());
    List<PlanStanding> all = report.plans();
    report.problems().forEach(problem -> console.remark(problem.line()));
    if (json) {
      console.json(all.stream().map(PlansText::view).toList());
    } else if (all.isEmpty()) {
      console.line("No plans. They are described in " + engine.home().resolve(Plans.FILE) + ".");
    } else {
      all.forEach(plan -> PlansText.lines(plan, ZoneId.systemDefault()).forEach(console::line));
    }
    return report.problems().isEmpty() ? ExitCode.FINE : ExitCode.BAD_INPUT;
  }

  private int counts(Engine engine) {
    List<CountedModel> all =
        engine.counted().stream()
            .filter(each -> wanted(each.provider(), each.model(), each.model()))
            .toList();
    if (json) {
      console.json(all.stream().map(ModelsCommand::view).toList());
    } else if (all.isEmpty()) {
      console.line("No provider has reported tokens of a longer prompt yet.");
    } else {
      console.line("%-12s %-36s %10s %10s".formatted("provider", "model", "tokens", "answers"));
      all.forEach(each -> console.line(line(each)));
    }
    return ExitCode.FINE;
  }

  private static String line(CountedModel counted) {
    String share = String.format(Locale.ROOT, "× %.3f", counted.share().share());
    return "%-12s %-36s %10s %10d"
        .formatted(counted.provider(), counted.model(), share, counted.share().answers());
  }

  private static Map<String, Object> view(CountedModel counted) {
    var view = new LinkedHashMap<String, Object>();
    view.put("provider", counted.provider());
    view.put("model", counted.model());
    view.put("url", counted.url());
    view.put("share", counted.share().share());
    view.put("answers", counted.share().answers());
    return view;
  }

  /// What a server does not say of a model's context is not shown: a card says only what it could
  /// be.
  private int running(Engine engine) {
    List<Running> found =
        engine.plugins().providers().stream()
            .filter(provider -> provider.reach() == Provider.Reach.LOCAL)
            .flatMap(provider -> Running.at(provider, engine.models(provider, provider.baseUrl())))
            .filter(model -> wanted(model.provider(), model.model(), model.model()))
            .toList();
    if (json) {
      console.json(found.stream().map(Running::view).toList());
    } else if (found.isEmpty()) {
      console.line("No server of models answers on this machine at its usual port.");
    } else {
      console.line("%-12s %-36s %10s".formatted("provider", "model", "context"));
      found.forEach(model -> console.line(model.line()));
    }
    return ExitCode.FINE;
  }

  /// A model of a server on this machine.
  ///
  /// @param context in tokens; empty if the server does not say it
  private record Running(String provider, String model, OptionalLong context) {
    static Stream<Running> at(Provider provider, ModelListing listing) {
      return listing instanceof ModelListing.Listed listed
          ? listed.models().stream()
              .map(model -> new Running(provider.id(), model, listed.context(model)))
          : Stream.empty();
    }

    String line() {
      String tokens = context.isPresent() ? "" + context.getAsLong() : "–";
      return "%-12s %-36s %10s".formatted(provider, model, tokens);
    }

    Map<String, Object> view() {
      var view = new LinkedHashMap<String, Object>();
      view.put("provider", provider);
      view.put("model", model);
      context.ifPresent(tokens -> view.put("context_tokens", tokens));
      return view;
    }
  }

  private int known(Engine engine) {
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
    return wanted(card.provider(), card.model(), card.name());
  }

  private boolean wanted(String provider, String model, String title) {
    String name = (provider + " " + model + " " + title).toLowerCase(Locale.ROOT);
    boolean found =
        words.stream()
            .filter(word -> !word.equals("find"))
            .allMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)));
    return found && (only.isEmpty() || provider.equals(only));
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
