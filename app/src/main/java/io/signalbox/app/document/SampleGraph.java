package io.signalbox.app.document;

import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// A graph that comes with the program.
public enum SampleGraph {
  SUPPORT_DESK(
      "support-desk",
      "Support desk",
      "By task, length and tier, with fallbacks and a budget",
      "rules"),
  CODING_AGENTS(
      "coding-agents",
      "Coding agents",
      "Local first, cloud for hard tasks; secret code stays local",
      "intent"),
  TEAM_BUDGET(
      "team-budget",
      "A team’s budget",
      "Budget per user, rate limit, personal data redacted",
      "budget"),
  TOPICS("topics", "Topics", "By what a message is about, learned from examples", "intent"),
  EXPERIMENT(
      "experiment",
      "Which tone helps",
      "An experiment with two prompts; traffic follows feedback",
      "split");

  private final String id;
  private final String title;
  private final String words;
  private final String kind;

  SampleGraph(String id, String title, String words, String kind) {
    this.id = id;
    this.title = title;
    this.words = words;
    this.kind = kind;
  }

  /// The sample with this id.
  public static Optional<SampleGraph> of(String id) {
    return Stream.of(values()).filter(each -> each.id.equals(id)).findFirst();
  }

  /// Its word on the command line: `support-desk`.
  public String id() {
    return id;
  }

  /// How people call it.
  public String title() {
    return title;
  }

  /// What it shows, in a line.
  public String words() {
    return words;
  }

  /// The kind of node whose colour it has.
  public String kind() {
    return kind;
  }

  /// Its tests; may take a moment.
  ///
  /// @throws IOException if they cannot be read
  public Optional<SuiteText> suite() throws IOException {
    String file = id + ".suite.yaml";
    try (InputStream in = SampleGraph.class.getResourceAsStream("/samples/" + id + "/" + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              SuiteText.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  /// Opens a copy that lies nowhere yet.
  public void open(Editor editor, Notices notices) {
    String file = id + ".yaml";
    try (InputStream in = SampleGraph.class.getResourceAsStream("/samples/" + id + "/" + file)) {
      if (in == null) {
        notices.tell(
            Notice.trouble(
                "The sample " + file + " is missing in this installation. Reinstall Signalbox."));
      } else {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        editor.open(Document.of(file, text), this);
      }
    } catch (IOException trouble) {
      notices.tell(Notice.trouble("The sample cannot be read: " + trouble.getMessage() + "."));
    }
  }
}
