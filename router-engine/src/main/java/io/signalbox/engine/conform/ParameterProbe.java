package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Members that change an answer: its limit, stop, seed, several answers, probabilities.
final class ParameterProbe {
  static final String COUNT = "Count from one to ninety in words.";
  private static final String STOP = "three";

  private final ChatTarget chat;
  private final Notebook notes;

  ParameterProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    limits();
    stop();
    several();
    plain("parameters.seed", "seed", body -> body.put("seed", 1));
    probabilities();
  }

  /// One of the two names is enough: servers know the older one, reasoning models the newer.
  private void limits() {
    Limit old = limit("max_tokens");
    Limit current = limit("max_completion_tokens");
    note(old, current.holds());
    note(current, old.holds());
    if (old.holds() && !current.holds() && !current.isUnclear()) {
      notes.quirks.add(Quirk.MAX_TOKENS);
    } else if (current.holds() && !old.holds() && !old.isUnclear()) {
      notes.rules.limit = Optional.of(current.name());
    }
  }

  /// What became of a limit.
  ///
  /// @param out how many tokens came; -1 if that is not told
  private record Limit(String name, EndpointReply reply, int out, String finish) {
    boolean isRefused() {
      return reply.isRefused();
    }

    boolean isExceeded() {
      return reply.isGood() && out > ChatTarget.FEW;
    }

    boolean holds() {
      return reply.isGood() && !isExceeded() && finish.equals("length");
    }

    boolean isUnclear() {
      return !isRefused() && !isExceeded() && !holds();
    }

    String came() {
      String tokens = out < 0 ? "" : out + " tokens, ";
      return !reply.isGood()
          ? reply.brief()
          : tokens + "finish reason " + (finish.isEmpty() ? "none" : finish);
    }
  }

  private Limit limit(String name) {
    EndpointReply reply = chat.send(chat.bare(COUNT).put(name, ChatTarget.FEW));
    JsonNode body = reply.json().orElse(nothing());
    return new Limit(
        name,
        reply,
        body.path("usage").path("completion_tokens").asInt(-1),
        body.path("choices").path(0).path("finish_reason").asString(""));
  }

  private void note(Limit limit, boolean otherHolds) {
    String trait = "parameters." + limit.name().replace('_', '-');
    String question = "`" + limit.name() + ": " + ChatTarget.FEW + "` for a long answer";
    if (limit.holds()) {
      notes.yes(trait, question, limit.came());
    } else if (limit.isUnclear()) {
      notes.unclear(
          trait, question, limit.came(), "the answer ended before its limit, or does not say so");
    } else if (otherHolds) {
      String reason = limit.isRefused() ? "it is refused" : "it is ignored";
      notes.no(trait, question, limit.came(), reason, "The other name goes out.");
    } else if (limit.isRefused()) {
      notes.no(trait, question, limit.came(), "it is refused", "");
    } else {
      notes.broken(
          trait,
          question,
          limit.came(),
          "the answer is longer than its limit",
          "Budgets hold the worst case by the limit, and may be passed here.");
    }
  }

  private void stop() {
    String question = "`stop` at a word";
    ObjectNode asking = chat.body(COUNT, 40);
    asking.putArray("stop").add(STOP);
    EndpointReply reply = chat.send(asking);
    if (reply.isRefused()) {
      notes.quirks.add(Quirk.NO_STOP);
      notes.no(
          "parameters.stop",
          question,
          reply.brief(),
          "it is refused",
          "It is left out: `no_stop`.");
      return;
    }
    String text = content(reply);
    if (text.contains(STOP)) {
      notes.broken(
          "parameters.stop",
          question,
          chat.endpoint().masked(text),
          "the answer goes on after it",
          "Clients that rely on it get more than they asked for.");
    } else if (text.isEmpty()) {
      notes.unclear("parameters.stop", question, reply.brief(), "the answer has no text");
    } else {
      notes.yes("parameters.stop", question, chat.endpoint().masked(text));
    }
  }

  private void several() {
    String question = "two answers, `n: 2`";
    EndpointReply reply = chat.hello(body -> body.put("n", 2));
    int answers = reply.json().orElse(nothing()).path("choices").size();
    if (reply.isRefused()) {
      notes.refused.add("n");
      notes.no(
          "parameters.n",
          question,
          reply.brief(),
          "it is refused",
          "Requests for several answers need another model.");
    } else if (!reply.isGood()) {
      notes.undecided("parameters.n", question, reply);
    } else if (answers == 2) {
      notes.yes("parameters.n", question, "2 answers");
    } else {
      notes.no(
          "parameters.n",
          question,
          answers + " answers",
          "it is ignored",
          "Requests for several answers need another model.");
    }
  }

  private void probabilities() {
    String question = "`logprobs`";
    EndpointReply reply = chat.hello(body -> body.put("logprobs", true));
    if (reply.isRefused()) {
      notes.refused.add("logprobs");
      notes.no("parameters.logprobs", question, reply.brief(), "it is refused", "It is left out.");
    } else if (!reply.isGood()) {
      notes.undecided("parameters.logprobs", question, reply);
    } else if (reply
        .json()
        .orElse(nothing())
        .path("choices")
        .path(0)
        .path("logprobs")
        .path("content")
        .has(0)) {
      notes.yes("parameters.logprobs", question, "probabilities of tokens");
    } else {
      notes.no("parameters.logprobs", question, "none", "it is ignored", "");
    }
  }

  private void plain(String trait, String member, Consumer<ObjectNode> more) {
    EndpointReply reply = chat.hello(more);
    if (reply.isGood()) {
      notes.yes(trait, "`" + member + "`", "taken");
    } else if (!reply.isRefused()) {
      notes.undecided(trait, "`" + member + "`", reply);
    } else {
      notes.refused.add(member);
      notes.no(trait, "`" + member + "`", reply.brief(), "it is refused", "It is left out.");
    }
  }

  static String content(EndpointReply reply) {
    return reply
        .json()
        .orElse(nothing())
        .path("choices")
        .path(0)
        .path("message")
        .path("content")
        .asString("");
  }

  static JsonNode nothing() {
    return JsonMapper.shared().createObjectNode();
  }
}
