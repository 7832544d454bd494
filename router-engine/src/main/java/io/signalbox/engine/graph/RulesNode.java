package io.signalbox.engine.graph;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The first rule whose condition holds.
public record RulesNode(String id, About about, List<Rule> rules, String otherwise)
    implements Node {
  private static final Slot OTHERWISE = new Slot.Field("otherwise");

  public RulesNode {
    rules = List.copyOf(rules);
  }

  /// One rule.
  ///
  /// @param name shown instead of the condition
  public record Rule(Condition when, String to, Optional<String> name) {
    /// What its exit is called: its name, else its condition.
    public String label() {
      return name.orElse(when.text());
    }

    /// The same rule with another condition.
    public Rule withWhen(Condition other) {
      return new Rule(other, to, name);
    }

    /// The same rule leading elsewhere.
    public Rule withTo(String other) {
      return new Rule(when, other, name);
    }

    /// The same rule under another name.
    public Rule withName(Optional<String> other) {
      return new Rule(when, to, other);
    }
  }

  /// How a rule is written.
  public static final RecordFormat<Rule> RULE =
      new RecordFormat<>(
          "rule",
          "a rule",
          "A condition and the target of requests that match it.",
          new Rule(Condition.NEVER, "", Optional.empty()),
          List.of(
              Field.required(
                  "when", new FieldType.Cel(), "A condition in CEL.", Rule::when, Rule::withWhen),
              Field.usually(
                  "", "to", new FieldType.Target(), "The target.", Rule::to, Rule::withTo),
              Field.optional(
                  "name",
                  new FieldType.Text(),
                  "Shown instead of the condition.",
                  Rule::name,
                  (rule, name) -> rule.withName(Optional.of(name)))));

  /// How it is written.
  public static final RecordFormat<RulesNode> FORMAT =
      new RecordFormat<>(
          "rules",
          "a node of kind rules",
          "The first rule whose condition is true.",
          new RulesNode("", About.NOTHING, List.of(), ""),
          List.of(
              Field.required(
                  "rules",
                  new FieldType.Items<>(RULE),
                  "The rules, tried from the first to the last.",
                  RulesNode::rules,
                  RulesNode::withRules),
              Field.usually(
                  "",
                  "otherwise",
                  new FieldType.Target(),
                  "The target if no rule matches.",
                  RulesNode::otherwise,
                  RulesNode::withOtherwise)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.RULES;
  }

  @Override
  public void check(FieldProblems problems) {
    if (rules.isEmpty()) {
      problems.add(ProblemCode.NO_RULES, "rules");
    }
  }

  @Override
  public boolean conditional() {
    return true;
  }

  @Override
  public int defaultExit() {
    return rules.size();
  }

  @Override
  public List<Exit> exits() {
    var exits = new ArrayList<Exit>();
    for (int i = 0; i < rules.size(); i++) {
      exits.add(new Exit(slot(i), rules.get(i).label(), rules.get(i).to()));
    }
    exits.add(new Exit(OTHERWISE, "otherwise", otherwise));
    return exits;
  }

  @Override
  public List<String> bypass() {
    return Stream.of(otherwise).filter(to -> !to.isEmpty()).toList();
  }

  @Override
  public RulesNode withId(String other) {
    return new RulesNode(other, about, rules, otherwise);
  }

  @Override
  public RulesNode withAbout(About other) {
    return new RulesNode(id, other, rules, otherwise);
  }

  @Override
  public RulesNode withTargets(Retarget target) {
    List<Rule> led =
        IntStream.range(0, rules.size())
            .mapToObj(i -> rules.get(i).withTo(target.apply(slot(i), rules.get(i).to())))
            .toList();
    return new RulesNode(id, about, led, target.apply(OTHERWISE, otherwise));
  }

  /// The same node with other rules.
  public RulesNode withRules(List<Rule> other) {
    return new RulesNode(id, about, other, otherwise);
  }

  /// The same node without one rule.
  ///
  /// @param index from 0
  public RulesNode withoutRule(int index) {
    var fewer = new ArrayList<>(rules);
    fewer.remove(index);
    return withRules(fewer);
  }

  /// The same node leading elsewhere when no rule holds.
  public RulesNode withOtherwise(String other) {
    return new RulesNode(id, about, rules, other);
  }

  private static Slot slot(int rule) {
    return new Slot.ItemField("rules", rule, "to");
  }
}
