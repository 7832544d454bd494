package io.signalbox.engine.lab;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.RecordFormat;
import io.signalbox.engine.workspace.RegularFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Fingerprints by which a change is noticed: SHA-256, in hexadecimal.
public final class Fingerprints {
  private Fingerprints() {}

  /// One of bytes.
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// One of what a file holds; empty if it cannot be read.
  static String of(Path file) {
    try (var in = RegularFile.open(file)) {
      var digest = sha256();
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /// One of models and nodes: of the models, and of the fields of the nodes. Names, notes, places
  /// and labels do not matter, and no key stands in it.
  public static String of(RoutingGraph graph, List<String> ids) {
    var written = new Written();
    for (String id : ids) {
      graph.model(id).ifPresent(written::model);
      graph.node(id).ifPresent(written::node);
    }
    return of(written.text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Everything with its length, so that two contents never look the same.
  private static final class Written implements FieldSink {
    private final StringBuilder text = new StringBuilder();

    private void put(String word) {
      text.append(word.length()).append(':').append(word);
    }

    void model(Model model) {
      text("model", model.id());
      text("provider", model.provider());
      text("name", model.model());
      model.url().ifPresent(url -> text("url", url));
      members("params", model.params());
    }

    void node(Node node) {
      text(node.kind().id(), node.id());
      node.write(this);
    }

    @Override
    public void text(String key, String value) {
      put(key);
      put(value);
    }

    @Override
    public void number(String key, String number) {
      text(key, number);
    }

    @Override
    public void texts(String key, List<String> texts) {
      put(key);
      put(String.valueOf(texts.size()));
      texts.forEach(this::put);
    }

    @Override
    public void words(String key, Collection<String> words) {
      texts(key, words.stream().sorted().toList());
    }

    @Override
    public void condition(String key, Condition condition) {
      text(key, condition.text());
    }

    @Override
    public void members(String key, Map<String, String> members) {
      put(key);
      put(String.valueOf(members.size()));
      new TreeMap<>(members).forEach(this::text);
    }

    @Override
    public <T> void section(String key, RecordFormat<T> format, T value) {
      put(key);
      format.write(this, value);
    }

    @Override
    public <T> void items(String key, RecordFormat<T> format, List<T> values) {
      put(key);
      put(String.valueOf(values.size()));
      values.forEach(value -> format.write(this, value));
    }

    @Override
    public void textsByLabel(String key, SequencedMap<String, String> texts) {
      put(key);
      put(String.valueOf(texts.size()));
      texts.forEach(this::text);
    }

    @Override
    public <T> void byLabel(String key, RecordFormat<T> format, SequencedMap<String, T> values) {
      put(key);
      put(String.valueOf(values.size()));
      values.forEach((label, value) -> section(label, format, value));
    }
  }
}
