package io.signalbox.engine.dialect.openai.embeddings;

import io.signalbox.engine.catalog.tokens.Cl100k;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.EmbeddingTexts;
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
import java.util.regex.Pattern;

/// The call of one request: the client's own body with the model's name replaced, where the
/// provider takes it as it is, else one of our own. Belongs to one thread.
final class RequestWriter {
  private static final String PATH = "/embeddings";
  private static final String MODEL = "model";
  private static final String INPUT = "input";
  private static final String DIMENSIONS = "dimensions";
  private static final String OUTPUT_DIMENSION = "output_dimension";

  private static final List<String> TASKS = List.of("input_type", "task");

  /// Ids of tokens: a list of numbers, or of such lists.
  private static final Pattern IDS = Pattern.compile("\\s*\\[\\s*\\[?\\s*[0-9]");

  private final CallPlan plan;
  private final ChatRequest request;
  private final List<String> losses = new ArrayList<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
  }

  ProviderCall call() {
    return verbatim()
        .map(body -> new ProviderCall(PATH, Map.of(), body, true, List.of()))
        .orElseGet(this::written);
  }

  private Optional<byte[]> verbatim() {
    Map<String, String> changes = new LinkedHashMap<>(plan.params());
    changes.put(MODEL, name());
    return plan.original()
        .flatMap(BodySplice::of)
        .filter(body -> body.everyName(this::isTaken))
        .filter(body -> !isForeignIds(body.value(INPUT).orElse("")))
        .map(body -> body.with(changes));
  }

  private String name() {
    return new JsonText().string(plan.model()).toString();
  }

  /// Ids of OpenAI's vocabulary mean other words, or nothing, to another maker's model; as text
  /// they mean the same to each. What we do not understand goes out as it came.
  private boolean isForeignIds(String input) {
    return IDS.matcher(input).lookingAt()
        && !Cl100k.isOf(plan.model())
        && request.messages().stream().allMatch(RequestWriter::isText);
  }

  private static boolean isText(Message message) {
    return message.parts().stream().allMatch(Part.Text.class::isInstance);
  }

  private boolean isTaken(String member) {
    return member.equals(MODEL)
        || member.equals(INPUT)
        || member.equals(OUTPUT_DIMENSION)
        || (isAllowed(member)
            && !(member.equals(DIMENSIONS) && plan.quirks().contains(Quirk.OUTPUT_DIMENSION)));
  }

  /// A list of members without an input is one of chats, and says nothing here.
  private boolean isAllowed(String member) {
    return plan.rules()
        .members()
        .filter(all -> all.contains(INPUT))
        .map(all -> all.contains(member))
        .orElse(true);
  }

  private ProviderCall written() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(MODEL, name());
    members.put(INPUT, texts());
    var wanted = request.embedding().orElseThrow();
    boolean other = plan.quirks().contains(Quirk.OUTPUT_DIMENSION);
    wanted
        .dimensions()
        .ifPresent(
            length -> members.put(other ? OUTPUT_DIMENSION : DIMENSIONS, String.valueOf(length)));
    request.user().ifPresent(user -> members.put("user", new JsonText().string(user).toString()));
    request.extras().in(OpenAiApi.EMBEDDINGS).forEach(members::putIfAbsent);
    if (request.extras().dialect().equals(OpenAiApi.EMBEDDINGS)) {
      members.putAll(request.extras().usual());
    }
    boolean tasked = TASKS.stream().anyMatch(name -> isSet(name, members));
    losses.addAll(EmbeddingTexts.lost(request, OpenAiApi.EMBEDDINGS, tasked));
    if (plan.original().isPresent() && isIds()) {
      losses.add("input: token ids of cl100k_base were sent as the text that they mean");
    }
    leaveOthersOut(members);
    members.putAll(plan.params());
    return new ProviderCall(PATH, Map.of(), bytes(members), false, losses);
  }

  private boolean isSet(String member, Map<String, String> members) {
    return members.containsKey(member) || plan.params().containsKey(member);
  }

  private boolean isIds() {
    return plan.original()
        .flatMap(BodySplice::of)
        .flatMap(body -> body.value(INPUT))
        .filter(input -> IDS.matcher(input).lookingAt())
        .isPresent();
  }

  private void leaveOthersOut(Map<String, String> members) {
    members.forEach((name, json) -> {
      if (!isTaken(name) && !name.equals(RequestReader.FORMAT) && !json.equals("null")) {
        losses.add(name + ": not supported by the provider");
      }
    });
    members.keySet().removeIf(name -> !isTaken(name));
  }

  private String texts() {
    List<String> texts = EmbeddingTexts.of(request);
    var json = new JsonText();
    if (texts.size() == 1) {
      return json.string(texts.getFirst()).toString();
    }
    json.open('[');
    texts.forEach(json::string);
    return json.close(']').toString();
  }

  private static byte[] bytes(Map<String, String> members) {
    var json = new JsonText().open('{');
    members.forEach(json::rawMember);
    return json.close('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
