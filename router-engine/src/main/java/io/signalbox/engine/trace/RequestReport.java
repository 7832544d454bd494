package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.BudgetNotice;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Everything that is known of one request, in sections for a person: the terminal prints them, the
/// window shows them. A section that would say nothing is left out. Immutable.
public record RequestReport(List<FactGroup> sections) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx");

  public RequestReport {
    sections = List.copyOf(sections);
  }

  /// Facts of one kind.
  ///
  /// @param title a noun
  public record FactGroup(String title, List<Fact> facts) {
    public FactGroup {
      facts = List.copyOf(facts);
    }
  }

  /// One fact.
  ///
  /// @param name what it is about; empty: the same as the fact before
  public record Fact(String name, String text) {}

  /// @param notices what was told of the budgets of its graph; those of others are left out
  /// @param zone in which times are written
  public static RequestReport of(Trace trace, List<BudgetNotice> notices, ZoneId zone) {
    var sections = new ArrayList<FactGroup>();
    sections.add(request(trace, zone));
    sections.add(
        new FactGroup(
            "Path", trace.steps().stream().flatMap(each -> step(each).stream()).toList()));
    sections.add(consulted(trace));
    sections.add(earlier(trace));
    sections.add(attempts(trace));
    sections.add(
        new FactGroup("Estimate", trace.estimate().map(RequestReport::estimate).stream().toList()));
    sections.add(texts("Promises", trace.asked().promises()));
    sections.add(texts("Changed in translation", trace.losses()));
    sections.add(texts("Budget notices", words(trace, notices)));
    return new RequestReport(sections.stream().filter(each -> !each.facts().isEmpty()).toList());
  }

  private static FactGroup request(Trace trace, ZoneId zone) {
    var asked = trace.asked();
    var facts = new Facts();
    facts.add("id", trace.id());
    facts.add("time", TIME.format(trace.at().atZone(zone)));
    facts.add("app", asked.app());
    facts.add("client", asked.client());
    facts.add("dialect", asked.dialect());
    facts.add("stream", asked.stream() ? "yes" : "no");
    facts.add("asked for", asked.model());
    facts.add("user", asked.user());
    facts.add("conversation", asked.conversation());
    facts.add("graph", trace.graph());
    facts.add("copy of", trace.copyOf());
    facts.add("status", String.valueOf(trace.status()));
    facts.add("error", trace.error());
    facts.add("answered by", trace.answeredBy());
    facts.add("took", AttemptWords.times(trace.millis(), trace.firstTokenMillis()));
    facts.add("cost", trace.cost().map(Money::shown).orElse("unknown"));
    return new FactGroup("Request", facts.all);
  }

  private static List<Fact> step(Step step) {
    var facts = new ArrayList<Fact>();
    String saw = StepWords.saw(step);
    String seen = saw.isEmpty() ? "" : "saw " + saw;
    facts.add(
        new Fact(step.node(), AttemptWords.joined(StepWords.exit(step), step.because(), seen)));
    step.nearMisses().forEach(miss -> facts.add(new Fact("", "near miss: " + miss)));
    step.dropped().forEach(branch -> facts.add(new Fact("", "dropped " + branch)));
    if (!step.experiment().isEmpty()) {
      facts.add(new Fact("", "experiment " + step.experiment()));
    }
    return facts;
  }

  private static FactGroup consulted(Trace trace) {
    var facts = new ArrayList<Fact>();
    trace.consulted().forEach(call -> facts.addAll(attempt("for " + call.node(), call.attempt())));
    return new FactGroup("Calls for decisions", facts);
  }

  private static FactGroup attempts(Trace trace) {
    var facts = new ArrayList<Fact>();
    trace.attempts().forEach(attempt -> facts.addAll(attempt("", attempt)));
    return new FactGroup("Attempts", facts);
  }

  private static List<Fact> attempt(String whatFor, Attempt attempt) {
    var facts = new ArrayList<Fact>();
    String dialect = attempt.dialect().isEmpty() ? "" : "dialect " + attempt.dialect();
    String model = (attempt.provider() + " " + attempt.providerModel()).strip();
    facts.add(
        new Fact(
            attempt.model(),
            AttemptWords.joined(whatFor, model, dialect, AttemptWords.key(attempt))));
    AttemptWords.lines(attempt).forEach(line -> facts.add(new Fact("", line)));
    return facts;
  }

  private static FactGroup earlier(Trace trace) {
    return new FactGroup(
        "Earlier answer", trace.cached().map(RequestReport::earlier).stream().toList());
  }

  private static Fact earlier(Trace.Cached cached) {
    String age = "given " + age(cached.age()) + " before";
    String likeness = cached.likeness() < 1 ? "likeness " + cached.likeness() : "an equal request";
    return new Fact(
        cached.node(),
        AttemptWords.joined(
            "by " + cached.model(),
            cached.provider() + " " + cached.providerModel(),
            age,
            likeness,
            cached.usage().map(AttemptWords::tokens).orElse(""),
            cached.saved().map(usd -> usd.shown() + " saved").orElse("")));
  }

  private static String age(Duration age) {
    return age.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
        .toString()
        .substring(2)
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static Fact estimate(Estimate estimate) {
    String usd =
        estimate
            .usd()
            .map(range -> range.expected() + " (" + range.low() + " to " + range.high() + ")")
            .orElse("price unknown");
    return new Fact(
        "before the call",
        AttemptWords.joined(
            usd,
            AttemptWords.count(estimate.promptTokens()) + " in",
            AttemptWords.count(estimate.completionTokens()) + " out",
            "first token in " + AttemptWords.count(estimate.firstTokenMillis()) + " ms"));
  }

  private static FactGroup texts(String title, List<String> texts) {
    return new FactGroup(title, texts.stream().map(text -> new Fact("", text)).toList());
  }

  private static List<String> words(Trace trace, List<BudgetNotice> notices) {
    return notices(trace, notices).stream().map(BudgetNotice::words).toList();
  }

  /// What was told of the budgets that a request passed, while it ran.
  public static List<BudgetNotice> notices(Trace trace, List<BudgetNotice> all) {
    var end = trace.at().plusMillis(trace.millis() + 1);
    return all.stream()
        .filter(notice -> notice.graph().equals(trace.graph()))
        .filter(notice -> !notice.at().isBefore(trace.at()) && !notice.at().isAfter(end))
        .filter(notice ->
            trace.allCalls().stream()
                .flatMap(call -> call.hold().stream())
                .anyMatch(hold -> hold.nodes().contains(notice.node())))
        .toList();
  }

  /// Facts that say something.
  private static final class Facts {
    private final List<Fact> all = new ArrayList<>();

    void add(String name, String text) {
      if (!text.isEmpty()) {
        all.add(new Fact(name, text));
      }
    }
  }
}
