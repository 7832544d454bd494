package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The client's own body, with nothing changed but the model's name, the members that the graph
/// sets, what the model does not take, and items that another dialect's answers left in the
/// conversation. Usage comes without asking. What a model does not take becomes null, which this
/// API takes for absent.
///
/// @param losses what was taken out of it, for people
record VerbatimBody(byte[] bytes, List<String> losses) {

  /// The body; empty if there is none.
  static Optional<VerbatimBody> of(CallPlan plan) {
    return plan.original().flatMap(BodySplice::of).map(body -> changed(body, plan));
  }

  private static VerbatimBody changed(BodySplice body, CallPlan plan) {
    Map<String, String> changes = new LinkedHashMap<>();
    Set<String> losses = new LinkedHashSet<>();
    body.value("input")
        .map(input -> OwnItems.takenOut(input, losses))
        .filter(input -> !input.equals(body.value("input").orElse("")))
        .ifPresent(input -> changes.put("input", input));
    fit(body, plan, changes, losses);
    changes.putAll(GraphMembers.of(plan, name -> now(name, changes, body), losses));
    changes.put("model", new JsonText().string(plan.model()).toString());
    stream(body, plan.request(), changes);
    return new VerbatimBody(body.with(changes), List.copyOf(losses));
  }

  private static Optional<String> now(String name, Map<String, String> changes, BodySplice body) {
    return Optional.ofNullable(changes.get(name)).or(() -> body.value(name));
  }

  private static void stream(BodySplice body, ChatRequest request, Map<String, String> changes) {
    boolean streams = body.value("stream").filter("true"::equals).isPresent();
    if (streams != request.stream()) {
      changes.put("stream", String.valueOf(request.stream()));
    }
  }

  private static void fit(
      BodySplice body, CallPlan plan, Map<String, String> changes, Set<String> losses) {
    for (String name : TakenMembers.RULED) {
      if (said(body, name) && !TakenMembers.has(plan, name)) {
        changes.put(name, "null");
        losses.add(TakenMembers.lost(name));
      }
    }
    effort(body, plan, changes, losses);
    int wanted = plan.request().sampling().maxTokens().orElse(0);
    if (plan.maxOutputTokens() > 0 && wanted > plan.maxOutputTokens()) {
      changes.put("max_output_tokens", String.valueOf(plan.maxOutputTokens()));
      losses.add(TakenMembers.shorter(plan.maxOutputTokens(), wanted));
    }
  }

  private static boolean said(BodySplice body, String name) {
    return body.value(name).filter(json -> !json.equals("null")).isPresent();
  }

  private static void effort(
      BodySplice body, CallPlan plan, Map<String, String> changes, Set<String> losses) {
    Optional<String> wish = plan.request().sampling().reasoningEffort();
    Optional<String> sent = Efforts.of(plan);
    if (!wish.equals(sent)) {
      String word = sent.map(each -> new JsonText().string(each).toString()).orElse("null");
      String reasoning = body.value("reasoning").orElse("{}");
      changes.put("reasoning", GraphMembers.with(reasoning, "effort", word));
    }
    Efforts.lost(plan).ifPresent(losses::add);
  }
}
