package io.signalbox.app.state;

import io.signalbox.engine.graph.Problem;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Which pages and panes are open. Panes ask for each other here, for they do not know each other.
/// For the UI thread.
public final class Views {
  private final ObjectProperty<PageId> place =
      new SimpleObjectProperty<>(this, "place", PageId.GRAPH);
  private final ObjectProperty<ToolPane> tool =
      new SimpleObjectProperty<>(this, "tool", ToolPane.SIMULATE);
  private final BooleanProperty opening = new SimpleBooleanProperty(this, "opening", false);
  private final BooleanProperty explorer = new SimpleBooleanProperty(this, "explorer", true);
  private final BooleanProperty inspector = new SimpleBooleanProperty(this, "inspector", true);
  private final BooleanProperty tools = new SimpleBooleanProperty(this, "tools", true);
  private final BooleanProperty text = new SimpleBooleanProperty(this, "text", false);
  private final ReadOnlyObjectWrapper<Optional<Problem.Spot>> spot =
      new ReadOnlyObjectWrapper<>(this, "spot", Optional.empty());

  private final ReadOnlyIntegerWrapper promptAsked =
      new ReadOnlyIntegerWrapper(this, "promptAsked", 0);

  private final ReadOnlyObjectWrapper<Optional<Instant>> trafficAsked =
      new ReadOnlyObjectWrapper<>(this, "trafficAsked", Optional.empty());

  private final ObjectProperty<Optional<CaretTarget>> caret =
      new SimpleObjectProperty<>(this, "caret", Optional.empty());

  private final ReadOnlyObjectWrapper<Optional<Problem.Spot>> glance =
      new ReadOnlyObjectWrapper<>(this, "glance", Optional.empty());

  /// A place between two characters of the text.
  ///
  /// @param line from 1
  /// @param column from 1, in characters
  public record CaretTarget(int line, int column) {}

  /// The page that is shown.
  public ObjectProperty<PageId> placeProperty() {
    return place;
  }

  /// Whether graphs are being opened that are shown as soon as they are there.
  public BooleanProperty openingProperty() {
    return opening;
  }

  /// The pane below the canvas that is in front.
  public ObjectProperty<ToolPane> toolProperty() {
    return tool;
  }

  /// Whether the explorer is open.
  public BooleanProperty explorerProperty() {
    return explorer;
  }

  /// Whether the inspector is open.
  public BooleanProperty inspectorProperty() {
    return inspector;
  }

  /// Whether the panes below the canvas are open.
  public BooleanProperty toolsProperty() {
    return tools;
  }

  /// Whether the text is open beside the canvas.
  public BooleanProperty textProperty() {
    return text;
  }

  /// The place in the text that somebody wants to see.
  public ReadOnlyObjectProperty<Optional<Problem.Spot>> spotProperty() {
    return spot.getReadOnlyProperty();
  }

  /// Where the caret is in the text; empty until it has been somewhere.
  public ObjectProperty<Optional<CaretTarget>> caretProperty() {
    return caret;
  }

  /// How often somebody was asked to write a prompt; whoever shows it takes the focus.
  public ReadOnlyIntegerProperty promptAskedProperty() {
    return promptAsked.getReadOnlyProperty();
  }

  /// Asks for a prompt.
  public void askForPrompt() {
    promptAsked.set(promptAsked.get() + 1);
  }

  /// The minute whose requests somebody wants to see.
  public ReadOnlyObjectProperty<Optional<Instant>> trafficAskedProperty() {
    return trafficAsked.getReadOnlyProperty();
  }

  /// Goes to the requests that came in a minute and before.
  public void showTraffic(Instant minute) {
    show(PageId.TRAFFIC);
    trafficAsked.set(Optional.empty());
    trafficAsked.set(Optional.of(minute));
  }

  /// The place in the text that is to be seen if the text is open; the focus stays where it is.
  public ReadOnlyObjectProperty<Optional<Problem.Spot>> glanceProperty() {
    return glance.getReadOnlyProperty();
  }

  /// Goes to a page.
  public void show(PageId next) {
    place.set(next);
  }

  /// Goes to a pane below the canvas.
  public void show(ToolPane next) {
    place.set(PageId.GRAPH);
    tools.set(true);
    tool.set(next);
  }

  /// Opens the text at a place.
  public void show(Problem.Spot where) {
    place.set(PageId.GRAPH);
    text.set(true);
    spot.set(Optional.empty());
    spot.set(Optional.of(where));
  }

  /// Scrolls the text to a place, if it is open.
  public void glance(Problem.Spot where) {
    glance.set(Optional.empty());
    glance.set(Optional.of(where));
  }
}
