package io.signalbox.engine.conform;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ContextTooLong;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// Errors: their form, status and code, and whether what is wrong is told at all.
final class ErrorProbe {
  /// Of no model that there is.
  static final String NO_MODEL = "signalbox-conform-no-such-model";

  private static final String NO_KEY = "signalbox-conform-not-a-key";
  private static final String MEMBER = "signalbox_conform_unknown";
  private static final String FILLER = "word ";

  /// A prompt of so many tokens is longer than most local models take.
  private static final int LONG = 40_000;

  private static final int MOST_SENT = 45_000;

  private final ChatTarget chat;
  private final Notebook notes;
  private final boolean keyed;
  private final boolean local;
  private final OptionalLong context;

  /// @param keyed whether the endpoint is shown a key
  /// @param local whether the endpoint runs on this machine, where a long prompt costs nothing
  /// @param context the most tokens of the model, if the endpoint says so
  ErrorProbe(ChatTarget chat, boolean keyed, boolean local, OptionalLong context) {
    this.chat = chat;
    this.notes = chat.notes();
    this.keyed = keyed;
    this.local = local;
    this.context = context;
  }

  void run() {
    chat.endpoint().expectFailures();
    model();
    key();
    body();
    member();
    tooLong();
  }

  private void model() {
    ObjectNode body = chat.body(ChatTarget.HELLO, ChatTarget.FEW).put("model", NO_MODEL);
    EndpointReply reply = chat.send(body);
    String question = "a model that does not exist";
    if (reply.isGood()) {
      notes.no(
          "errors.model",
          question,
          "200",
          "it answers for any model",
          "A misspelled model is not noticed: `check` cannot either.");
    } else {
      judge(
          "errors.model",
          question,
          reply,
          reply.answer().status() == 404 || reply.answer().status() == 400);
    }
  }

  private void key() {
    String question = "an invalid key";
    EndpointReply reply =
        chat.endpoint()
            .postWith(
                Secret.of(NO_KEY),
                chat.path(),
                chat.body(ChatTarget.HELLO, ChatTarget.FEW),
                ChatTarget.FEW);
    if (reply.isGood()) {
      notes.no("errors.key", question, "200", keyed ? "it takes any key" : "it wants no key", "");
    } else {
      judge(
          "errors.key",
          question,
          reply,
          reply.answer().status() == 401 || reply.answer().status() == 403);
    }
  }

  private void body() {
    EndpointReply reply = chat.endpoint().postBroken(chat.path());
    judge("errors.body", "a body that is not JSON", reply, reply.isRefused());
  }

  private void member() {
    String question = "a member that the API does not have";
    EndpointReply reply = chat.hello(body -> body.put(MEMBER, true));
    if (reply.isGood()) {
      notes.yes("errors.member", question, "ignored", "Members that it does not know do no harm.");
    } else if (reply.isRefused()) {
      notes.no(
          "errors.member",
          question,
          reply.brief(),
          "it refuses members that it does not know",
          "Only known members go out where the provider's rules list them.");
    } else {
      judge("errors.member", question, reply, false);
    }
  }

  private void tooLong() {
    String question = "a prompt that is too long";
    long tokens = context.isPresent() ? context.getAsLong() + context.getAsLong() / 20 + 100 : LONG;
    if ((!local && context.isEmpty()) || tokens > MOST_SENT) {
      notes.untested("errors.too-long", question, "it would cost too much if it were taken");
      return;
    }
    EndpointReply reply = chat.send(chat.body(FILLER.repeat((int) tokens), 1));
    if (reply.isGood()) {
      notes.no(
          "errors.too-long",
          question,
          "200",
          "it takes about " + tokens + " tokens, or cuts the prompt silently",
          "");
      return;
    }
    judge("errors.too-long", question, reply, reply.isRefused() || reply.answer().status() == 413);
    if (reply.isRefused() && !ContextTooLong.isSaidIn(reply.text())) {
      notes.broken(
          "errors.too-long-words",
          "that the error says so",
          reply.said(),
          "the words are none that are known for it",
          "A fallback on `context_too_long` does not see it.");
    }
  }

  private void judge(String trait, String question, EndpointReply reply, boolean rightStatus) {
    String follows =
        "Signalbox tells the error to clients in its own form; what went wrong may count as the"
            + " wrong class.";
    String came = reply.brief();
    if (reply.answer().status() == 0) {
      notes.broken(trait, question, came, "no answer came", follows);
    } else if (reply.answer().status() < 400) {
      notes.broken(
          trait,
          question,
          came,
          "the status is " + reply.answer().status() + ", which is none of an error",
          follows);
    } else if (reply.error().isEmpty()) {
      notes.broken(
          trait,
          question,
          came,
          "the error does not have the form {\"error\":{\"message\":…}}",
          follows);
    } else if (!rightStatus) {
      notes.broken(
          trait,
          question,
          came,
          "the status " + reply.answer().status() + " is unusual for it",
          follows);
    } else {
      notes.yes(trait, question, reply.answer().status() + " " + reply.code());
    }
  }
}
