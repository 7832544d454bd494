package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.RequestRules.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The content of a message: a string where there is only text, which every provider takes; else a
/// list of parts. Belongs to one thread.
final class ContentWriter {
  private final JsonText json;
  private final Optional<Documents> documents;
  private final Set<String> losses;

  /// @param documents the part as which the server takes PDFs; empty if it is not known to
  ContentWriter(JsonText json, Optional<Documents> documents, Set<String> losses) {
    this.json = json;
    this.documents = documents;
    this.losses = losses;
  }

  /// A part with the wish that the conversation is cached up to it.
  private record Marked(Part part, Optional<Part.CacheMark> mark) {
    boolean isPlain() {
      return part instanceof Part.Text && mark.isEmpty();
    }
  }

  /// Writes the parts that a content can have.
  void write(List<Part> parts) {
    List<Marked> known = known(parts.stream().map(this::readable).toList());
    if (known.stream().allMatch(Marked::isPlain)) {
      json.string(new Message(Role.USER, known.stream().map(Marked::part).toList()).text());
      return;
    }
    json.open('[');
    known.forEach(this::part);
    json.close(']');
  }

  /// An attachment that the server is not known to read is said.
  private Part readable(Part part) {
    return document(part)
        .or(() -> foreign(part).map(each -> new Part.Text(words(each))))
        .orElse(part);
  }

  private static Optional<Attachment> foreign(Part part) {
    boolean foreign = part instanceof Part.Foreign piece && !piece.dialect().equals(OpenAiApi.ID);
    return foreign ? Attachment.of(part) : Optional.empty();
  }

  /// A document in the form that the server takes; empty if it is none or goes as it is.
  private Optional<Part> document(Part part) {
    return documents.flatMap(as ->
        part instanceof Part.Foreign piece
                && !(isOurs(piece.dialect()) && DocumentPart.takes(as, piece.kind()))
            ? Attachment.of(part).flatMap(each -> DocumentPart.of(each, as))
            : Optional.empty());
  }

  private static boolean isOurs(String dialect) {
    return dialect.equals(OpenAiApi.ID);
  }

  /// Whether it goes out as a document, which the message of a tool cannot hold.
  boolean isDocument(Part part) {
    boolean asItIs =
        part instanceof Part.Foreign piece
            && isOurs(piece.dialect())
            && DocumentPart.isOne(piece.kind());
    return asItIs || document(part).isPresent();
  }

  private String words(Attachment attachment) {
    if (attachment.words().isEmpty()) {
      losses.add(attachment.loss());
    }
    return attachment.words().orElseGet(attachment::absence);
  }

  private List<Marked> known(List<Part> parts) {
    List<Marked> known = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.CacheMark mark) {
        mark(known, mark);
      } else if (isWritable(part)) {
        known.add(new Marked(part, Optional.empty()));
      }
    }
    return known;
  }

  /// What is empty cannot be marked.
  private static void mark(List<Marked> known, Part.CacheMark mark) {
    boolean marks =
        !known.isEmpty()
            && !(known.getLast().part() instanceof Part.Text text && text.text().isBlank());
    if (marks) {
      known.add(new Marked(known.removeLast().part(), Optional.of(mark)));
    }
  }

  private boolean isWritable(Part part) {
    return switch (part) {
      case Part.Text text -> true;
      case Part.Image image -> true;
      case Part.Foreign foreign ->
          !MessageList.isCall(part) && isOurs(foreign) && !MessageList.isOwnMember(foreign);
      case Part.ToolCall call -> false;
      case Part.ToolResult result -> false;
      case Part.Reasoning reasoning -> false;
      case Part.Refusal refusal -> false;
      case Part.CacheMark mark -> false;
    };
  }

  private boolean isOurs(Part.Foreign foreign) {
    boolean ours = foreign.dialect().equals(OpenAiApi.ID);
    if (!ours) {
      losses.add("messages: a part of type " + foreign.kind() + " was left out");
    }
    return ours;
  }

  private void part(Marked marked) {
    switch (marked.part()) {
      case Part.Text text -> {
        json.open('{').member("type", "text").member("text", text.text());
        close(marked);
      }
      case Part.Image image -> {
        image(image);
        close(marked);
      }
      case Part.Foreign foreign -> json.raw(foreign(foreign, marked));
      case Part.ToolCall call -> {}
      case Part.ToolResult result -> {}
      case Part.Reasoning reasoning -> {}
      case Part.Refusal refusal -> {}
      case Part.CacheMark mark -> {}
    }
  }

  private void close(Marked marked) {
    marked.mark().ifPresent(mark -> json.rawMember(CacheControl.MEMBER, mark.json()));
    json.close('}');
  }

  private static String foreign(Part.Foreign foreign, Marked marked) {
    return marked
        .mark()
        .flatMap(mark -> JsonTree.readObject(mark.json()))
        .flatMap(mark ->
            JsonTree.readObject(foreign.json())
                .map(part -> part.set(CacheControl.MEMBER, mark).toString()))
        .orElse(foreign.json());
  }

  private void image(Part.Image image) {
    json.open('{').member("type", "image_url").name("image_url").open('{');
    json.member("url", image.url());
    image.detail().ifPresent(detail -> json.member("detail", detail));
    json.close('}');
  }
}
