package io.signalbox.engine.conform;

import io.signalbox.engine.upstream.probe.ProbeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which dialects an endpoint speaks, and which models it lists.
final class DialectProbe {
  private static final List<String> CONTEXTS =
      List.of("context_length", "max_model_len", "context_window", "max_context_length");
  private static final String NOTHING = "no answer came, so nothing is concluded";
  private static final int MOST_MODELS = 2_000;

  /// Longer than any name of a model, and still short enough for thousands in one file.
  private static final int LONGEST_ID = 200;

  private final Endpoint endpoint;
  private final Notebook notes;
  private final List<String> models = new ArrayList<>();
  private final List<DialectShape> spoken = new ArrayList<>();
  private Optional<JsonNode> card = Optional.empty();
  private Optional<JsonNode> chatAnswer = Optional.empty();
  private String trouble = "";

  DialectProbe(Endpoint endpoint, Notebook notes) {
    this.endpoint = endpoint;
    this.notes = notes;
  }

  /// The names of its models.
  ///
  /// @return the reply, for what is told when nothing answers at all
  EndpointReply list() {
    String question = "the list of models";
    EndpointReply reply = endpoint.get("/models");
    if (reply.isAbsent()) {
      reply = endpoint.get("/v1/models");
    }
    JsonNode data = reply.json().orElse(JsonMapper.shared().createObjectNode()).path("data");
    data.valueStream()
        .limit(MOST_MODELS)
        .map(each -> each.path("id").asString(""))
        .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID && !endpoint.hasKey(id))
        .forEach(models::add);
    if (!models.isEmpty()) {
      notes.yes(
          "dialects.models", question, models.size() + (models.size() == 1 ? " model" : " models"));
      card = Optional.of(data);
    } else if (reply.isGood()) {
      notes.broken(
          "dialects.models",
          question,
          reply.brief(),
          "it is no list of models",
          "Name models by hand.");
    } else if (reply.isSilent()) {
      notes.unclear("dialects.models", question, reply.brief(), NOTHING);
    } else {
      notes.no("dialects.models", question, reply.brief(), "there is none", "Name models by hand.");
    }
    return reply;
  }

  List<String> models() {
    return models;
  }

  /// The most tokens of a model, if the list says so.
  OptionalLong context(String model) {
    for (JsonNode each : card.orElse(JsonMapper.shared().createArrayNode())) {
      if (each.path("id").asString("").equals(model)) {
        for (String name : CONTEXTS) {
          if (isCount(each.path(name))) {
            return OptionalLong.of(each.path(name).asInt());
          }
        }
        JsonNode server = each.path("meta").path("n_ctx");
        return isCount(server) ? OptionalLong.of(server.asInt()) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /// Whether it can be a number of tokens: servers write any.
  private static boolean isCount(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToInt() && number.asInt() > 0;
  }

  /// Why Chat Completions were not answered, if that says nothing about them; else empty.
  String trouble() {
    return trouble;
  }

  /// The path and the limit's name of Chat Completions; empty if it does not speak them.
  Optional<ChatTarget> chat(String model) {
    String question = "a short answer in Chat Completions";
    EndpointReply reply = hello(target("/chat/completions", "max_tokens", model));
    String path = reply.isAbsent() ? "/v1/chat/completions" : "/chat/completions";
    if (reply.isAbsent()) {
      reply = hello(target(path, "max_tokens", model));
    }
    String limit = reply.isRefused() ? "max_completion_tokens" : "max_tokens";
    if (reply.isRefused()) {
      reply = hello(target(path, limit, model));
    }
    if (reply.isSilent()) {
      trouble = reply.brief();
      notes.unclear("dialects.chat-completions", question, trouble, NOTHING);
      return Optional.empty();
    }
    if (!reply.isGood()) {
      notes.no("dialects.chat-completions", question, reply.brief(), why(reply), "");
      return Optional.empty();
    }
    JsonNode body = reply.json().orElse(ParameterProbe.nothing());
    if (!body.path("choices").has(0)) {
      notes.broken(
          "dialects.chat-completions",
          question,
          reply.brief(),
          "the answer has no choices",
          "It cannot be used.");
      return Optional.empty();
    }
    notes.yes("dialects.chat-completions", question, reply.brief());
    chatAnswer = Optional.of(body);
    return Optional.of(target(path, limit, model));
  }

  private ChatTarget target(String path, String limit, String model) {
    return new ChatTarget(endpoint, notes, path, model, limit);
  }

  private static EndpointReply hello(ChatTarget target) {
    return target.hello(body -> {});
  }

  private static String why(EndpointReply reply) {
    if (reply.isAbsent()) {
      return "there is nothing at its path, or no such model";
    }
    return reply.answer().status() == 401 || reply.answer().status() == 403
        ? "it wants another key"
        : "it does not answer";
  }

  /// What is wrong with the whole answer itself.
  private void whole(JsonNode body) {
    JsonNode choice = body.path("choices").path(0);
    String finish = choice.path("finish_reason").asString("");
    if (ChatStream.FINISHES.contains(finish)) {
      notes.yes("whole.finish", "a finish reason", finish);
    } else {
      notes.broken(
          "whole.finish",
          "a finish reason",
          finish.isEmpty() ? "none" : endpoint.masked(finish),
          "it is missing or none of the API's words",
          "An ending that is not known is not taken for a good one.");
    }
    if (StreamProbe.counts(body.path("usage"))) {
      notes.yes("whole.usage", "usage", StreamProbe.tokens(body.path("usage")));
    } else {
      notes.broken(
          "whole.usage", "usage", "none", "a whole answer has no usage", "Costs are estimated.");
    }
  }

  /// The other dialects, each with its stream and the form of its errors.
  void others(String model) {
    DialectShape.all().forEach(shape -> other(shape, model));
    embeddings(model);
    for (DialectShape shape : spoken) {
      stream(shape, model);
      errors(shape);
    }
    chatAnswer.ifPresent(this::whole);
  }

  private EndpointReply ask(DialectShape shape, String model, boolean stream) {
    ObjectNode body = shape.body(model, stream);
    ProbeRequest request =
        Endpoint.posting(shape.path(model, stream), body)
            .with(shape.headers())
            .keyed(shape.key().getFirst(), shape.key().getLast());
    return shape.isBelowRoot()
        ? endpoint.postRoot(request, body, ChatTarget.FEW)
        : endpoint.post(request, body, ChatTarget.FEW);
  }

  private void other(DialectShape shape, String model) {
    String trait = "dialects." + shape.id();
    String question = "a short answer in the dialect " + shape.id();
    EndpointReply reply = ask(shape, model, false);
    if (reply.isSilent()) {
      notes.unclear(trait, question, reply.brief(), NOTHING);
      return;
    }
    if (!reply.isGood()) {
      notes.no(trait, question, reply.brief(), why(reply), "");
      return;
    }
    String fault = reply.json().map(shape::whole).orElse("it is no JSON");
    if (!fault.isEmpty()) {
      notes.broken(trait, question, reply.brief(), fault, "Do not call it in this dialect.");
      return;
    }
    notes.yes(
        trait, question, reply.brief(), "Clients of this dialect can be passed through to it.");
    if (shape instanceof ResponsesShape) {
      notes.alsoSpeaks.add(shape.id());
    }
    spoken.add(shape);
  }

  private void stream(DialectShape shape, String model) {
    String trait = shape.id() + ".stream";
    EndpointReply reply = ask(shape, model, true);
    if (reply.isTurnedAway()) {
      notes.unclear(trait, "the same as a stream", reply.brief(), NOTHING);
      return;
    }
    List<String> faults = reply.isGood() ? shape.stream(reply) : List.of("it does not stream");
    if (faults.isEmpty()) {
      notes.yes(trait, "the same as a stream", reply.brief());
    } else {
      notes.broken(
          trait,
          "the same as a stream",
          reply.brief(),
          String.join("; ", faults),
          "Its streams may break in clients of this dialect.");
    }
  }

  private void errors(DialectShape shape) {
    String trait = shape.id() + ".errors";
    String question = "a model that does not exist";
    EndpointReply reply = ask(shape, ErrorProbe.NO_MODEL, false);
    if (reply.isGood()) {
      notes.no(trait, question, "200", "it answers for any model", "");
    } else if (reply.isSilent() && reply.answer().status() != 500) {
      notes.unclear(trait, question, reply.brief(), NOTHING);
    } else if (reply.json().filter(shape::isError).isPresent()) {
      notes.yes(trait, question, reply.brief());
    } else {
      notes.broken(
          trait,
          question,
          reply.brief(),
          "the error does not have the dialect's form",
          "Clients may not understand it.");
    }
  }

  private void embeddings(String model) {
    String question = "a vector of a word";
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("model", model).put("input", "signal");
    EndpointReply reply = endpoint.post("/embeddings", body, 0);
    if (reply.isAbsent()) {
      reply = endpoint.post("/v1/embeddings", body, 0);
    }
    JsonNode vector =
        reply
            .json()
            .orElse(JsonMapper.shared().createObjectNode())
            .path("data")
            .path(0)
            .path("embedding");
    if (vector.isArray() || vector.isString()) {
      notes.yes(
          "dialects.embeddings",
          question,
          vector.isArray() ? vector.size() + " numbers" : "base64");
    } else if (reply.isGood()) {
      notes.broken("dialects.embeddings", question, reply.brief(), "the answer has no vector", "");
    } else if (reply.isSilent()) {
      notes.unclear("dialects.embeddings", question, reply.brief(), NOTHING);
    } else {
      notes.no(
          "dialects.embeddings",
          question,
          reply.brief(),
          "this model or this server makes none",
          "");
    }
  }
}
