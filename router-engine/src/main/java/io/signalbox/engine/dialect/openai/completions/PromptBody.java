package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Transcript;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call of one request: the client's own body with the model's name replaced, or one of our
/// own, in which a conversation is a text that ends where the assistant is to speak. Belongs to one
/// thread.
final class PromptBody {
  private static final String PATH = "/completions";
  private static final String STREAM = "stream";
  private static final String OPTIONS = "stream_options";
  private static final String USAGE = "{\"include_usage\":true}";

  private final CallPlan plan;
  private final ChatRequest request;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final List<String> losses = new ArrayList<>();

  PromptBody(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
  }

  ProviderCall call() {
    return plan.original()
        .flatMap(BodySplice::of)
        .map(body -> new ProviderCall(PATH, Map.of(), body.with(changes(body)), true, List.of()))
        .orElseGet(this::written);
  }

  private Map<String, String> changes(BodySplice body) {
    Map<String, String> changes = new LinkedHashMap<>(plan.params());
    changes.put("model", text(plan.model()));
    boolean streams = body.value(STREAM).filter("true"::equals).isPresent();
    if (streams != request.stream()) {
      changes.put(STREAM, String.valueOf(request.stream()));
    }
    if (request.stream() && !request.streamUsage() && asks()) {
      changes.put(OPTIONS, USAGE);
    }
    return changes;
  }

  private boolean asks() {
    return !plan.quirks().contains(Quirk.NO_STREAM_OPTIONS);
  }

  private static String text(String value) {
    return new JsonText().string(value).toString();
  }

  private ProviderCall written() {
    members.put("model", text(plan.model()));
    members.put("prompt", text(prompt()));
    sampling(request.sampling());
    if (request.stream()) {
      members.put(STREAM, "true");
      if (asks()) {
        members.put(OPTIONS, USAGE);
      }
    }
    request.user().ifPresent(user -> members.put("user", text(user)));
    request.extras().in(OpenAiApi.COMPLETIONS).forEach(members::putIfAbsent);
    lose();
    members.putAll(plan.params());
    var json = new JsonText().open('{');
    members.forEach(json::rawMember);
    byte[] body = json.close('}').toString().getBytes(StandardCharsets.UTF_8);
    return new ProviderCall(PATH, Map.of(), body, false, losses);
  }

  /// A single message is the prompt itself.
  private String prompt() {
    List<Message> messages = request.messages();
    return messages.size() == 1
        ? messages.getFirst().text()
        : Transcript.of(request) + "\n\n[assistant]\n";
  }

  private void sampling(Sampling sampling) {
    sampling.maxTokens().ifPresent(limit -> members.put("max_tokens", String.valueOf(limit)));
    sampling.temperature().ifPresent(heat -> members.put("temperature", String.valueOf(heat)));
    sampling.topP().ifPresent(share -> members.put("top_p", String.valueOf(share)));
    sampling.seed().ifPresent(seed -> members.put("seed", String.valueOf(seed)));
    if (!sampling.stop().isEmpty()) {
      var stops = new JsonText().open('[');
      sampling.stop().forEach(stops::string);
      members.put("stop", stops.close(']').toString());
    }
  }

  private void lose() {
    if (!request.tools().isEmpty()) {
      losses.add("tools: the Completions API has none");
    }
    if (request.images() > 0) {
      losses.add("images: the Completions API takes text only");
    }
    Optional.of(request.extras().foreignTo(OpenAiApi.COMPLETIONS))
        .filter(foreign -> !foreign.isEmpty())
        .ifPresent(foreign ->
            losses.add(
                "%s: known to the %s API only, left out"
                    .formatted(String.join(", ", foreign), request.extras().dialect())));
  }
}
