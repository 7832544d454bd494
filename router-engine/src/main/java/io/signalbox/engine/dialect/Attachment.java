package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A document or a sound that a client sent in the words of its dialect: Anthropic's `document` and
/// `search_result`, OpenAI's `file`, `input_file` and `input_audio`, Mistral's `document_url`,
/// Gemini's `inlineData` and `fileData`. Each dialect writes it in its own words; where a model
/// cannot read it, its text or words about it stand in its place. One that lies with its provider,
/// as `file_id` says, or that cannot be understood has neither bytes nor an address nor text.
/// Immutable.
///
/// @param type the media type, in lower case; empty if the client did not say it
/// @param base64 what it holds; empty if it lies elsewhere
/// @param url where it lies: an address of the web or, in `gs:`, of Google's storage
/// @param text what it says, where it is text
/// @param name as the client calls it; empty if it has none
public record Attachment(
    String type,
    Optional<String> base64,
    Optional<String> url,
    Optional<String> text,
    String name) {
  private static final String PDF = "application/pdf";
  private static final int LONGEST_NAME = 80;
  private static final Set<String> KINDS =
      Set.of(
          "document",
          "search_result",
          "container_upload",
          "image",
          "input_image",
          "file",
          "input_file",
          "input_audio",
          "document_url",
          "audio_url",
          "video_url",
          "inlineData",
          "fileData");
  private static final Pattern ENDING = Pattern.compile(".+\\.[A-Za-z0-9]{1,5}");

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry(PDF, "pdf"),
          Map.entry("text/csv", "csv"),
          Map.entry("text/html", "html"),
          Map.entry("text/plain", "txt"),
          Map.entry("text/markdown", "md"),
          Map.entry("application/json", "json"),
          Map.entry("application/rtf", "rtf"),
          Map.entry("application/msword", "doc"),
          Map.entry("application/vnd.ms-excel", "xls"),
          Map.entry("application/vnd.ms-powerpoint", "ppt"),
          Map.entry("application/vnd.oasis.opendocument.text", "odt"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"));

  /// A part as one; empty if it is none.
  public static Optional<Attachment> of(Part part) {
    return part instanceof Part.Foreign foreign && KINDS.contains(foreign.kind())
        ? JsonTree.readObject(foreign.json())
            .map(json -> of(foreign.kind(), json).orElseGet(() -> away(foreign.kind(), json)))
        : Optional.empty();
  }

  /// What only its own provider can read.
  private static Attachment away(String kind, JsonNode json) {
    JsonNode file = json.has("file") ? json.path("file") : either(json, "fileData", "file_data");
    String name = JsonTree.text(json, "title") + JsonTree.text(json, "filename");
    String type =
        switch (kind) {
          case "input_audio", "audio_url" -> "audio/mpeg";
          case "video_url" -> "video/mp4";
          case "image", "input_image" -> "image/*";
          default -> either(file, "mimeType", "mime_type", "").toLowerCase(Locale.ROOT);
        };
    return new Attachment(
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        name + JsonTree.text(file, "filename"));
  }

  private static Optional<Attachment> of(String kind, JsonNode json) {
    return switch (kind) {
      case "document" -> document(json, JsonTree.text(json, "title"));
      case "search_result" -> Optional.of(found(json));
      case "file" -> file(json.path("file"));
      case "input_file" -> file(json);
      case "input_audio" -> sound(json.path("input_audio"));
      case "document_url" -> address(json.path("document_url"), PDF);
      case "audio_url" -> address(json.path("audio_url"), "audio/mpeg");
      case "video_url" -> address(json.path("video_url"), "video/mp4");
      case "inlineData" -> inline(either(json, "inlineData", "inline_data"));
      case "fileData" -> elsewhere(either(json, "fileData", "file_data"));
      default -> Optional.empty();
    };
  }

  private static JsonNode either(JsonNode json, String name, String other) {
    return json.has(name) ? json.path(name) : json.path(other);
  }

  private static String either(JsonNode json, String name, String other, String usual) {
    return either(json, name, other).stringValue(usual);
  }

  private static Optional<Attachment> document(JsonNode json, String title) {
    JsonNode source = json.path("source");
    return switch (JsonTree.text(source, "type")) {
      case "base64" ->
          data(JsonTree.text(source, "media_type"), JsonTree.text(source, "data"), title);
      case "url" -> at(JsonTree.text(source, "url"), PDF, title);
      case "text" -> Optional.of(text(JsonTree.text(source, "data"), title));
      case "content" -> Optional.of(text(said(source.path("content")), title));
      default -> Optional.empty();
    };
  }

  /// What stands in blocks of text, or is a text.
  private static String said(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    List<String> texts = new ArrayList<>();
    content.forEach(block -> texts.add(JsonTree.text(block, "text")));
    return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
  }

  private static Attachment found(JsonNode json) {
    String source = JsonTree.text(json, "source");
    String text = said(json.path("content"));
    return text(source.isEmpty() ? text : source + "\n\n" + text, JsonTree.text(json, "title"));
  }

  private static Attachment text(String text, String title) {
    return new Attachment(
        "text/plain", Optional.empty(), Optional.empty(), Optional.of(text), title);
  }

  private static Optional<Attachment> file(JsonNode file) {
    String name = JsonTree.text(file, "filename");
    String data = JsonTree.text(file, "file_data");
    String url = JsonTree.text(file, "file_url");
    if (!url.isEmpty()) {
      return at(url, PDF, name);
    }
    return data.startsWith("http") ? at(data, PDF, name) : ofDataUrl(data, name);
  }

  private static Optional<Attachment> ofDataUrl(String url, String name) {
    int comma = url.indexOf(',');
    boolean is =
        url.startsWith("data:") && comma > 0 && url.substring(0, comma).endsWith(";base64");
    return is
        ? data(url.substring(5, comma).split(";", 2)[0], url.substring(comma + 1), name)
        : Optional.empty();
  }

  /// Mistral takes the bytes or an address in the place of the object.
  private static Optional<Attachment> sound(JsonNode sound) {
    if (sound.isString()) {
      String data = sound.asString();
      return data.startsWith("http")
          ? at(data, "audio/mpeg", "")
          : data.startsWith("data:") ? ofDataUrl(data, "") : data("audio/mpeg", data, "");
    }
    String format = JsonTree.text(sound, "format").toLowerCase(Locale.ROOT);
    String data = JsonTree.text(sound, "data");
    String type = "audio/" + (format.equals("mp3") ? "mpeg" : format);
    return data.startsWith("data:") ? ofDataUrl(data, "") : data(type, data, "");
  }

  private static Optional<Attachment> address(JsonNode address, String type) {
    String url = address.isString() ? address.asString() : JsonTree.text(address, "url");
    return url.startsWith("data:") ? ofDataUrl(url, "") : at(url, type, "");
  }

  /// Clients of Gemini write bytes in the alphabet for URLs too.
  private static Optional<Attachment> inline(JsonNode data) {
    String base64 = JsonTree.text(data, "data").replace('-', '+').replace('_', '/');
    String name = either(data, "displayName", "display_name", "");
    return data(either(data, "mimeType", "mime_type", ""), base64, name);
  }

  /// A file that lies with Google has an address that nobody else can read.
  private static Optional<Attachment> elsewhere(JsonNode file) {
    String url = either(file, "fileUri", "file_uri", "");
    String type = either(file, "mimeType", "mime_type", PDF);
    return url.contains("generativelanguage.googleapis.com") ? Optional.empty() : at(url, type, "");
  }

  private static Optional<Attachment> at(String url, String type, String name) {
    return url.startsWith("https:") || url.startsWith("http:") || url.startsWith("gs:")
        ? Optional.of(
            new Attachment(
                type.toLowerCase(Locale.ROOT),
                Optional.empty(),
                Optional.of(url),
                Optional.empty(),
                name))
        : Optional.empty();
  }

  private static Optional<Attachment> data(String type, String base64, String name) {
    String plain = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Attachment(plain, Optional.of(base64), Optional.empty(), decoded(plain, base64), name));
  }

  private static Optional<String> decoded(String type, String base64) {
    boolean isText = type.startsWith("text/") || type.equals("application/json");
    try {
      return isText
          ? Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /// Whether it is a sound.
  public boolean isSound() {
    return type.startsWith("audio/");
  }

  /// It as a `data:` URL; empty if it lies elsewhere.
  public Optional<String> dataUrl() {
    return base64.map(data -> "data:" + type + ";base64," + data);
  }

  /// Its address where everybody on the web can ask for it; empty if it has none such.
  public Optional<String> webUrl() {
    return url.filter(address -> address.startsWith("https:") || address.startsWith("http:"));
  }

  /// The usual ending of a file of its type, without the dot; empty if none is known.
  public Optional<String> ending() {
    return Optional.ofNullable(ENDINGS.get(type));
  }

  /// Its name, with the ending of its type if it has none.
  public String fileName() {
    String called = name.isBlank() ? "document" : name;
    return ENDING.matcher(called).matches()
        ? called
        : called + ending().map(ending -> "." + ending).orElse("");
  }

  /// What it says, with its name before it; empty if it is no text.
  public Optional<String> words() {
    return text.map(said -> name.isEmpty() ? said : name + "\n\n" + said);
  }

  /// What stands in its place for a model that cannot read it.
  public String absence() {
    String kind = isSound() ? "sound" : type.startsWith("video/") ? "video" : "file";
    String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    String called = shown.isEmpty() ? "" : " \"" + shown + "\"";
    return "[A %s%s%s was attached here. It cannot be shown to you.]"
        .formatted(kind, called, type.isEmpty() ? "" : " (" + type + ")");
  }

  /// What a person is told who reads what was left out.
  public String loss() {
    String what = type.isEmpty() ? "file" : "file of type " + type;
    return "messages: the model cannot read a " + what + ", so words stand in its place";
  }
}
