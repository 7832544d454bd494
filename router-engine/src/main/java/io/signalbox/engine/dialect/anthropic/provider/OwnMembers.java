package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Members of a request that only this dialect knows: from a client that speaks it, or as a rewrite
/// of the graph sets them for whoever knows them. The same rules hold for both.
///
/// @param members name → JSON text
/// @param set the names of those that the graph sets
/// @param overruled what the graph has decided, in the words that graphs have for it
record OwnMembers(Map<String, String> members, Set<String> set, Set<String> overruled) {
  private static final String TOP_K = "top_k";
  private static final String OUTPUT = "output_config";
  private static final String EFFORT = "effort";

  static OwnMembers of(ChatRequest request) {
    Map<String, String> members = new LinkedHashMap<>(request.extras().in(AnthropicApi.ID));
    members.keySet().removeIf(name -> name.contains("["));
    members.putAll(request.extras().usualIn(AnthropicApi.ID));
    SharedMembers.topK(request.extras(), AnthropicApi.ID)
        .ifPresent(wanted -> members.put(TOP_K, String.valueOf(wanted)));
    Map<String, String> set = setIn(request);
    members.putAll(set);
    return new OwnMembers(members, set.keySet(), request.extras().overruled());
  }

  /// What a rewrite has set, but for the wish for thinking, which is looked for in the plan
  /// ([ThinkingWish#setBy]).
  static Map<String, String> setIn(ChatRequest request) {
    Map<String, String> set = new LinkedHashMap<>(request.extras().set());
    set.keySet().retainAll(MessagesProvider.MEMBERS);
    set.remove(ThinkingWish.MEMBER);
    return set;
  }

  /// Whether there are tools that a request has no place for.
  boolean hasTools() {
    return members.containsKey("tools");
  }

  /// Whether they say how the answer is drawn.
  boolean draw() {
    return members.containsKey(TOP_K);
  }

  /// How the model is asked to think; empty if it is not, or not in a form that it takes.
  Optional<ThinkingWish> thinking(String model) {
    return keepsWish(model) ? wish() : Optional.empty();
  }

  private Optional<ThinkingWish> wish() {
    return Optional.ofNullable(members.get(ThinkingWish.MEMBER))
        .flatMap(JsonTree::readObject)
        .map(ThinkingWish::new);
  }

  /// Whether the model takes them as they are.
  boolean suit(String model) {
    boolean effort = output().filter(output -> output.has(EFFORT)).isPresent();
    return suitsWish(model) && (!effort || Thinking.takesEffort(model));
  }

  /// The effort as they say it.
  Optional<String> effort() {
    return output().map(output -> JsonTree.text(output, EFFORT)).filter(word -> !word.isEmpty());
  }

  /// Whether they say the form of the answer.
  boolean hasFormat() {
    return !overruled.contains("response_format")
        && output().filter(output -> output.has("format")).isPresent();
  }

  private Optional<ObjectNode> output() {
    return JsonTree.readObject(members.getOrDefault(OUTPUT, ""));
  }

  private boolean suitsWish(String model) {
    return wish().map(wish -> Thinking.takes(model, wish.type())).orElse(true);
  }

  /// Whether the graph has decided how much the model is to think.
  private boolean decided() {
    return overruled.contains("reasoning_effort");
  }

  /// Whether what they say of thinking is said again.
  private boolean keepsWish(String model) {
    return !decided() && suitsWish(model);
  }

  /// The effort of a client that says none: one that lets the model decide itself gets the
  /// provider's usual one, if the graph says nothing.
  String usualEffort() {
    return !decided() && wish().filter(ThinkingWish::isAdaptive).isPresent() ? "high" : "none";
  }

  /// Whether they clear something that only a model that thinks has.
  boolean clearThinking() {
    return ContextEdits.of(members).filter(edits -> !edits.ofThinking().isEmpty()).isPresent();
  }

  /// Adds them to a body in which the wish for thinking is written already.
  ///
  /// @param thinks whether the model will think
  void addTo(ObjectNode body, CallPlan plan, boolean thinks, List<String> losses) {
    String model = plan.model();
    members.forEach((name, json) -> {
      switch (name) {
        case ThinkingWish.MEMBER -> {}
        case OUTPUT -> output().ifPresent(output -> addOutput(body, output, plan, losses));
        case ContextEdits.MEMBER -> addEdits(body, json, thinks, losses);
        case TOP_K -> addTopK(body, json, Thinking.whyUndrawn(model, thinks), losses);
        default -> JsonTree.read(json).ifPresent(value -> body.set(name, value));
      }
    });
  }

  private static void addTopK(
      ObjectNode body, String json, Optional<String> whyNot, List<String> losses) {
    whyNot.ifPresentOrElse(
        why ->
            losses.add("Anthropic does not support `" + TOP_K + "`" + why + ": it was left out."),
        () -> JsonTree.read(json).ifPresent(value -> body.set(TOP_K, value)));
  }

  private void addEdits(ObjectNode body, String json, boolean thinks, List<String> losses) {
    if (thinks || !clearThinking()) {
      JsonTree.read(json).ifPresent(value -> body.set(ContextEdits.MEMBER, value));
      return;
    }
    ContextEdits.of(members)
        .ifPresent(edits -> {
          String kinds = String.join("`, `", edits.ofThinking());
          losses.add(
              "The model does not think: `" + kinds + "` was left out of `context_management`.");
          edits.withoutThinking().ifPresent(rest -> body.set(ContextEdits.MEMBER, rest));
        });
  }

  /// What the graph has decided in its own words counts more than what the client says here, and
  /// less than what the graph says here.
  private void addOutput(ObjectNode body, ObjectNode output, CallPlan plan, List<String> losses) {
    String model = plan.model();
    boolean bySet = set.contains(OUTPUT);
    if (!bySet && !keepsWish(model)) {
      output.remove(EFFORT);
    } else if (!Thinking.takesEffort(model) && output.has(EFFORT)) {
      losses.add(
          "The model " + model + " does not support `effort` in `output_config`: it was left out.");
      output.remove(EFFORT);
    } else if (output.path(EFFORT).isString()) {
      Thinking.fitEffort(plan, JsonTree.text(output, EFFORT), losses)
          .ifPresentOrElse(word -> output.put(EFFORT, word), () -> output.remove(EFFORT));
    }
    if (!bySet && overruled.contains("response_format")) {
      output.remove("format");
    }
    if (body.get(OUTPUT) instanceof ObjectNode written) {
      written.properties().stream()
          .filter(each -> !bySet || !output.has(each.getKey()))
          .forEach(each -> output.set(each.getKey(), each.getValue()));
    }
    if (!output.isEmpty()) {
      body.set(OUTPUT, output);
    }
  }
}
