package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What may stand in a conversation: roles, places, pictures.
final class ConversationProbe {
  /// One transparent pixel.
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

  private final ChatTarget chat;
  private final Notebook notes;

  ConversationProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    developer();
    laterSystem();
    images();
  }

  private void developer() {
    ObjectNode body = chat.body(ChatTarget.HELLO, ChatTarget.FEW);
    body.putArray("messages")
        .add(ChatTarget.message("developer", "Be brief."))
        .add(ChatTarget.message("user", ChatTarget.HELLO));
    EndpointReply reply = chat.send(body);
    if (reply.isGood()) {
      notes.yes("conversation.developer", "the role `developer`", "taken");
    } else if (!reply.isRefused()) {
      notes.undecided("conversation.developer", "the role `developer`", reply);
    } else {
      notes.quirks.add(Quirk.NO_DEVELOPER_ROLE);
      notes.no(
          "conversation.developer",
          "the role `developer`",
          reply.brief(),
          "it is refused",
          "It goes out as `system`: `no_developer_role`.");
    }
  }

  private void laterSystem() {
    String question = "a system prompt within the conversation";
    ObjectNode body = chat.body(ChatTarget.HELLO, ChatTarget.FEW);
    body.putArray("messages")
        .add(ChatTarget.message("system", "Be brief."))
        .add(ChatTarget.message("user", ChatTarget.HELLO))
        .add(ChatTarget.message("assistant", "Hello."))
        .add(ChatTarget.message("system", "Be polite."))
        .add(ChatTarget.message("user", ChatTarget.HELLO));
    EndpointReply reply = chat.send(body);
    if (reply.isGood()) {
      notes.yes("conversation.later-system", question, "taken");
    } else if (!reply.isRefused()) {
      notes.undecided("conversation.later-system", question, reply);
    } else {
      notes.rules.laterSystem = Optional.of(RequestRules.LaterSystem.USER);
      notes.no(
          "conversation.later-system",
          question,
          reply.brief(),
          "it is refused",
          "Later ones go out as the user's: `later_system: user`.");
    }
  }

  private void images() {
    ObjectNode body = chat.body("", ChatTarget.FEW);
    ObjectNode message = body.putArray("messages").addObject().put("role", "user");
    var parts = message.putArray("content");
    parts.addObject().put("type", "text").put("text", ChatTarget.HELLO);
    parts.addObject().put("type", "image_url").putObject("image_url").put("url", PIXEL);
    EndpointReply reply = chat.send(body);
    if (reply.isGood()) {
      notes.yes(
          "conversation.images",
          "a picture of one pixel",
          "taken",
          "Whether the model sees it, only a question about a picture tells.");
    } else if (!reply.isRefused()) {
      notes.undecided("conversation.images", "a picture of one pixel", reply);
    } else {
      notes.no(
          "conversation.images",
          "a picture of one pixel",
          reply.brief(),
          "it is refused",
          "Keep pictures away from it: a condition on `images`.");
    }
  }
}
