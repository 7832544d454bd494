package io.signalbox.app.document;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.importing.GraphImport.FoundKey;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Other gateways' files, which are opened as drafts of graphs with what was not carried over in
/// comments at their head, where the import's report reads it. For the UI thread.
public final class GatewayFiles {
  private static final int MOST_BYTES = 4 << 20;
  private static final Pattern GRAPH = Pattern.compile("(?m)^[\\s{]*\"?signalbox\"?\\s*:");

  private final Editor editor;
  private final GraphStorage storage;
  private final Background background;
  private final Notices notices;
  private final Views views;
  private final Supplier<GraphImport> imports;
  private final BiConsumer<String, List<FoundKey>> keys;

  /// @param keys told which keys stand in a file
  public GatewayFiles(
      Editor editor,
      GraphStorage storage,
      Background background,
      Notices notices,
      Views views,
      Supplier<GraphImport> imports,
      BiConsumer<String, List<FoundKey>> keys) {
    this.editor = editor;
    this.storage = storage;
    this.background = background;
    this.notices = notices;
    this.views = views;
    this.imports = imports;
    this.keys = keys;
  }

  /// Opens a file that may be a graph or another gateway's.
  public void take(Path file) {
    background.run(() -> text(file), text -> take(file, text), trouble -> refused(file, trouble));
  }

  private void take(Path file, String text) {
    if (GRAPH.matcher(text).find()) {
      storage.open(file);
    } else {
      read(file, text);
    }
  }

  /// Imports a file.
  public void read(Path file) {
    background.run(() -> text(file), text -> read(file, text), trouble -> refused(file, trouble));
  }

  /// Imports a text that was copied.
  public void read(String copied) {
    if (copied.isBlank()) {
      notices.tell(Notice.trouble("The clipboard holds no text. Copy a gateway's configuration."));
    } else if (copied.length() > MOST_BYTES) {
      notices.tell(Notice.trouble("What the clipboard holds is larger than 4 MiB."));
    } else {
      read(Path.of("clipboard"), copied);
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = RegularFile.read(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it is larger than 4 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8 text", e);
    }
  }

  private void refused(Path file, Exception trouble) {
    notices.tell(Notice.trouble(file + " cannot be read: " + GraphStorage.words(trouble) + "."));
  }

  private void read(Path file, String text) {
    String name = String.valueOf(file.getFileName());
    background.run(
        () -> imports.get().read(name, text, Optional.empty()),
        outcome -> show(name, outcome),
        trouble -> refused(file, trouble));
  }

  private void show(String name, GraphImport.ImportOutcome outcome) {
    switch (outcome) {
      case GraphImport.Refused refused -> notices.tell(Notice.trouble(refused.why()));
      case GraphImport.Imported imported -> open(name, imported);
    }
  }

  private void open(String name, GraphImport.Imported imported) {
    String draft = name.replaceFirst("\\.[A-Za-z]+$", "") + ".graph.yaml";
    editor.open(Document.of(draft, imported.annotated())).neverSaved();
    keys.accept(name, imported.keys());
    Notice said =
        Notice.said(
            name + " is " + imported.source() + ". Fields: " + counts(imported.findings()) + ".");
    boolean exact = imported.findings().stream().allMatch(each -> each.grade() == Grade.EXACT);
    notices.tell(exact ? said : said.with("Show findings", () -> views.show(ToolPane.IMPORT)));
  }

  private static String counts(List<Finding> findings) {
    Map<Grade, Long> counts = findings.stream().collect(groupingBy(Finding::grade, counting()));
    return Arrays.stream(Grade.values())
        .map(each -> counts.getOrDefault(each, 0L) + " " + each.id())
        .collect(Collectors.joining(", "));
  }
}
