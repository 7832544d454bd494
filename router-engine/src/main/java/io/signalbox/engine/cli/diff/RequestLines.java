package io.signalbox.engine.cli.diff;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.SampleRequest;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads requests from JSON Lines: each the body of a Chat Completions request, a line of a file
/// for OpenAI's batches (`custom_id`, `body`), or what a suite has as `request`, perhaps with `at`
/// (`08:30` today in UTC, or a moment).
public final class RequestLines {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String LETTER =
      " The customer wrote that the parcel had not arrived and asked for its place; support"
          + " answered that the carrier was asked and would tell within two days.";

  private final ClientDialect chat;

  /// @param chat of Chat Completions
  public RequestLines(ClientDialect chat) {
    this.chat = chat;
  }

  /// Reads a file.
  ///
  /// @throws BadInputException if there is no such file, or a line is no request
  public List<SampleRequest> read(Path file) {
    try (var lines = Files.lines(file)) {
      var all = new ArrayList<SampleRequest>();
      int number = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        number++;
        if (!line.isBlank()) {
          all.add(sample(file + ":" + number, number, line));
        }
      }
      return all;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BadInputException(file + " cannot be read.");
    }
  }

  /// The text of a line; `pad` says how often a letter is repeated after it, so that files with
  /// long prompts stay readable.
  public static String text(JsonNode row) {
    return row.path("text").asString() + LETTER.repeat(row.path("pad").asInt(0));
  }

  private SampleRequest sample(String place, int number, String line) {
    JsonNode row = tree(place, line);
    String name = row.path("custom_id").asString("line " + number);
    Optional<Instant> at = Optional.ofNullable(row.get("at")).map(each -> moment(place, each));
    JsonNode body = row.has("body") ? row.get("body") : row;
    SampleRequest sample =
        body.path("messages").isArray() && !row.has("text")
            ? whole(place, name, body)
            : brief(place, name, (ObjectNode) row);
    return sample.given(sample.given().at(at, number));
  }

  private static JsonNode tree(String place, String line) {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.isObject()) {
        return row;
      }
    } catch (JacksonException e) {
      // The message below is all that helps.
    }
    throw new BadInputException(place + ": this line is not a JSON object.");
  }

  private static Instant moment(String place, JsonNode at) {
    String text = at.asString("");
    try {
      return text.length() == 5
          ? LocalDate.now(ZoneOffset.UTC).atTime(LocalTime.parse(text)).toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadInputException(place + ": write `at` as 08:30 or 2026-01-31T08:30:00Z.");
    }
  }

  private SampleRequest whole(String place, String name, JsonNode body) {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    ChatRequest request =
        switch (chat.read(bytes)) {
          case ClientDialect.Reading.Understood understood -> understood.request();
          case ClientDialect.Reading.Answered known ->
              throw new BadInputException(place + ": the request asks nothing.");
          case ClientDialect.Reading.Refused refused ->
              throw new BadInputException(place + ": " + refused.error().message());
        };
    return new SampleRequest(name, request, Client.LOCAL, Given.NOTHING, Map.of());
  }

  /// A line that is written as in a suite is read as one.
  private static SampleRequest brief(String place, String name, ObjectNode row) {
    ObjectNode asked = row.deepCopy();
    asked.remove(List.of("at", "pad", "custom_id"));
    if (row.has("pad")) {
      asked.put("text", text(row));
    }
    var test = Map.of("name", name, "request", asked, "expect", Map.of("status", 200));
    String suite = JSON.writeValueAsString(Map.of("graph", "-", "cases", List.of(test)));
    SuiteText read = SuiteText.read(place, suite);
    if (!read.isSound()) {
      String why =
          read.problems().stream().filter(Problem::isError).findFirst().orElseThrow().message();
      throw new BadInputException(place + ": " + why);
    }
    return SampleRequest.of(read.suite().orElseThrow().cases().getFirst());
  }
}
