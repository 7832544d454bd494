package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;

/// An item of an answer as it grows. Belongs to one thread.
abstract sealed class OutputItem permits Said, Thought, Called, OwnItem {
  private final String id;
  private final int at;
  private Status status = Status.IN_PROGRESS;

  /// @param id its id, which never changes
  /// @param at its place in the output
  OutputItem(String id, int at) {
    this.id = id;
    this.at = at;
  }

  /// Tells that it begins.
  final void begin(Events events) {
    place(events, "response.output_item.added");
    begun(events);
  }

  /// Tells that it is over, unless that was told.
  final void end(Status last, Events events) {
    if (isOpen()) {
      ended(events);
      status = last;
      place(events, "response.output_item.done");
    }
  }

  final boolean isOpen() {
    return status == Status.IN_PROGRESS;
  }

  /// Writes it as it is now.
  void write(JsonText json) {
    json.open('{').member("id", id).member("type", type());
    json.member("status", status.word());
    writeMembers(json);
    json.close('}');
  }

  private void place(Events events, String type) {
    events.tell(type, json -> write(json.member("output_index", at).name("item")));
  }

  /// Tells of an event within it.
  final void tell(Events events, String type, String name, String text) {
    events.tell(
        type,
        json -> {
          where(json);
          json.member(name, text);
          aside(json);
        });
  }

  /// Says which item an event is about.
  final void where(JsonText json) {
    json.member("item_id", id).member("output_index", at);
    index(json);
  }

  /// What it begins with, once it is told that it begins.
  abstract void begun(Events events);

  /// More of it.
  abstract void more(String text, Events events);

  /// What it ends with, before it is told that it is over.
  abstract void ended(Events events);

  abstract String type();

  /// Its members beside its id, type and status. While it is open, those that grow are empty.
  abstract void writeMembers(JsonText json);

  /// The place within the item, where it has several.
  abstract void index(JsonText json);

  /// What an event within it has at its end.
  void aside(JsonText json) {}
}
