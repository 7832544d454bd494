package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.openai.Endings;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.util.Optional;

/// The JSON of answers: the same for a whole one and for a chunk. Immutable.
record ChoiceText(ReplyHead head) {
  /// What is said in an event, a refusal among it: this API has no other place for it.
  static Optional<String> said(ReplyEvent event) {
    return switch (event) {
      case ReplyEvent.TextDelta more -> Optional.of(more.text());
      case ReplyEvent.RefusalDelta more -> Optional.of(more.text());
      case ReplyEvent.Started e -> Optional.empty();
      case ReplyEvent.ReasoningDelta e -> Optional.empty();
      case ReplyEvent.ReasoningSigned e -> Optional.empty();
      case ReplyEvent.ReasoningRedacted e -> Optional.empty();
      case ReplyEvent.ToolCallStarted e -> Optional.empty();
      case ReplyEvent.ToolCallDelta e -> Optional.empty();
      case ReplyEvent.Foreign e -> Optional.empty();
      case ReplyEvent.Embedded e -> Optional.empty();
      case ReplyEvent.UsageReported e -> Optional.empty();
      case ReplyEvent.Finished e -> Optional.empty();
      case ReplyEvent.Failed e -> Optional.empty();
      case ReplyEvent.KeepAlive e -> Optional.empty();
    };
  }

  /// The prompt, if the client wants it before the answer.
  String echo() {
    return Optional.ofNullable(head.repeated().get(PromptReader.ECHO))
        .flatMap(JsonTree::read)
        .map(text -> text.stringValue(""))
        .orElse("");
  }

  /// A body with one choice.
  ///
  /// @param reason empty: it is not the end
  JsonText body(String text, Optional<FinishReason> reason, Optional<Usage> usage) {
    var json = begun().name("choices").open('[').open('{').member("text", text);
    json.member("index", 0).rawMember("logprobs", "null").name("finish_reason");
    reason.ifPresentOrElse(why -> json.string(Endings.word(why, false)), () -> json.raw("null"));
    json.close('}').close(']');
    usage.ifPresent(used -> Endings.usage(json, used));
    return json.close('}');
  }

  /// The chunk that tells nothing but usage.
  JsonText usage(Usage used) {
    var json = begun().rawMember("choices", "[]");
    Endings.usage(json, used);
    return json.close('}');
  }

  private JsonText begun() {
    return new JsonText()
        .open('{')
        .member("id", "cmpl-" + head.id())
        .member("object", "text_completion")
        .member("created", head.created())
        .member("model", head.model());
  }
}
