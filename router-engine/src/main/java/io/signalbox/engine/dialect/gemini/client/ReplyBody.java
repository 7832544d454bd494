package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.util.List;
import java.util.Optional;

/// The body of an answer, or of a piece of one: both have the same form. Belongs to one thread.
final class ReplyBody {
  private final ReplyHead head;
  private String id;

  ReplyBody(ReplyHead head) {
    this.head = head;
    this.id = head.id();
  }

  /// The provider's id of the answer; empty if it gave none.
  void identify(String given) {
    id = given.isEmpty() ? id : given;
  }

  /// A piece of the content.
  String piece(List<String> parts, Optional<Usage> usage) {
    var json = new JsonText().open('{').name("candidates").open('[');
    writeContent(json, parts);
    json.member("index", 0).close('}').close(']');
    return rest(json, usage);
  }

  /// The last piece, or all of it.
  String last(List<String> parts, ReplyEnd end, boolean broken, Optional<Usage> usage) {
    var json = new JsonText().open('{');
    if (end.feedback().isPresent()) {
      json.rawMember(OwnPiece.FEEDBACK, end.feedback().get());
      return rest(json, usage);
    }
    writeContent(json.name("candidates").open('['), parts);
    end.writeMembers(json, broken);
    json.member("index", 0).close('}');
    end.others().forEach(json::raw);
    return rest(json.close(']'), usage);
  }

  private static void writeContent(JsonText json, List<String> parts) {
    json.open('{').name("content").open('{').name("parts").open('[');
    parts.forEach(json::raw);
    json.close(']').member("role", "model").close('}');
  }

  private String rest(JsonText json, Optional<Usage> usage) {
    usage.ifPresent(used -> UsageWriter.write(json, used));
    return json.member("modelVersion", head.model()).member("responseId", id).close('}').toString();
  }
}
