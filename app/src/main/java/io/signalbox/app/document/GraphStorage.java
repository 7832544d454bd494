package io.signalbox.app.document;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.engine.workspace.Drafts;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.history.LocalHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where open graphs lie: opening, saving, drafts of what is not saved, earlier versions, and what
/// others change meanwhile. The disk is only touched in the background. For the UI thread.
public final class GraphStorage {
  private final Editor editor;
  private final Background background;
  private final Notices notices;
  private final PersistedState memory;
  private final Drafts drafts;
  private final LocalHistory history;
  private final InstantSource clock;
  private final DraftKeeper draftKeeper;
  private final OutsideChanges outsideChanges;

  private record Loaded(GraphFile file, Document read, Optional<Drafts.Draft> draft) {}

  /// @param home where the program keeps its own files
  /// @param clock gives versions their time
  public GraphStorage(
      Editor editor,
      Background background,
      Notices notices,
      PersistedState memory,
      Path home,
      InstantSource clock) {
    this.editor = editor;
    this.background = background;
    this.notices = notices;
    this.memory = memory;
    this.clock = clock;
    drafts = new Drafts(home.resolve("drafts"));
    history = new LocalHistory(home.resolve("history"));
    draftKeeper = new DraftKeeper(editor, background, notices, drafts);
    outsideChanges = new OutsideChanges(editor, background, notices, history, clock);
  }

  /// What was typed and not saved.
  public DraftKeeper drafts() {
    return draftKeeper;
  }

  /// What other programs do to the files that are open.
  public OutsideChanges outside() {
    return outsideChanges;
  }

  /// Opens a file; what was typed into it and not saved is there again.
  public void open(Path path) {
    open(path, () -> {});
  }

  /// @param then done when it is open; not if it cannot be read
  public void open(Path path, Runnable then) {
    background.run(
        () -> load(path),
        found -> {
          opened(found);
          then.run();
        },
        trouble -> notices.tell(Notice.trouble(path + " cannot be read: " + words(trouble) + ".")));
  }

  private Loaded load(Path path) throws IOException {
    GraphFile file = GraphFile.load(path.toAbsolutePath());
    return new Loaded(file, Document.of(file), drafts.of(path));
  }

  /// Opens files one after the other; those that cannot be read any more are left out.
  ///
  /// @param then done when all are open
  public void openAll(List<Path> paths, Runnable then) {
    if (paths.isEmpty()) {
      then.run();
      return;
    }
    Path path = paths.getFirst();
    Runnable rest = () -> openAll(paths.subList(1, paths.size()), then);
    background.run(
        () -> load(path),
        found -> {
          opened(found);
          rest.run();
        },
        gone -> rest.run());
  }

  /// The graphs that were open lately and are still there, the newest first.
  public void recent(Consumer<List<RecentGraph>> then) {
    List<Path> paths = memory.recent();
    background.run(
        () -> {
          var all = new ArrayList<RecentGraph>();
          for (Path path : paths) {
            if (Files.isRegularFile(path)) {
              var changed = Files.getLastModifiedTime(path).toInstant();
              all.add(new RecentGraph(path, changed, history.versions(path).size()));
            }
          }
          return all;
        },
        then::accept,
        trouble -> then.accept(List.of()));
  }

  private void opened(Loaded found) {
    OpenFile file = editor.open(found.file(), found.read());
    file.path().ifPresent(memory::opened);
    boolean fresh = file.document().text().equals(file.kept());
    found
        .draft()
        .map(Drafts.Draft::text)
        .filter(text -> fresh && !text.equals(file.kept()))
        .ifPresent(text -> {
          draftKeeper.restored(file, text);
          editor.type("Restore unsaved changes", text, false);
          notices.tell(
              Notice.said("Unsaved changes of the last session were restored.")
                  .with("Undo", editor::undo));
        });
  }

  /// Opens what was typed into graphs that were never saved.
  ///
  /// @param then told how many there were
  public void openDrafts(Consumer<Integer> then) {
    background.run(
        drafts::homelessOnes,
        found -> {
          found.forEach(each -> {
            OpenFile file = editor.open(Document.of(each.name(), each.text()));
            file.neverSaved();
            draftKeeper.restored(file, each.text());
          });
          then.accept(found.size());
        },
        trouble -> then.accept(0));
  }

  /// Saves a graph where it lies.
  ///
  /// @param then done when it is on the disk; not if that fails
  public void save(OpenFile file, Runnable then) {
    file.disk().ifPresent(disk -> write(file, then, () -> put(disk, file.document().read())));
  }

  /// What lay there before, from wherever it came, is a version too.
  private GraphFile.Saving put(GraphFile disk, GraphText text) throws IOException {
    if (Files.exists(disk.path())) {
      Instant before = Files.getLastModifiedTime(disk.path()).toInstant();
      history.keep(disk.path(), disk.text().text(), before);
    }
    return disk.save(text);
  }

  /// Saves a graph under a name. The user has agreed to replace what is there.
  ///
  /// @param then done when it is on the disk; not if that fails
  public void saveAs(OpenFile file, Path path, Runnable then) {
    write(file, then, () -> put(path.toAbsolutePath(), file.document().read()));
  }

  private GraphFile.Saving put(Path path, GraphText text) throws IOException {
    if (!Files.exists(path)) {
      return GraphFile.create(path, text);
    }
    GraphFile there = GraphFile.load(path);
    history.keep(path, there.text().text(), clock.instant());
    return there.text().graph().isPresent() ? there.save(text) : new GraphFile.Saving.Unreadable();
  }

  private interface Writing {
    GraphFile.Saving write() throws IOException;
  }

  private void write(OpenFile file, Runnable then, Writing writing) {
    String name = file.document().file();
    background.run(
        () -> kept(writing.write()),
        saving -> {
          switch (saving) {
            case GraphFile.Saving.Saved saved -> {
              saved(file, saved.file());
              then.run();
            }
            case GraphFile.Saving.ChangedMeanwhile changed -> outsideChanges.look();
            case GraphFile.Saving.Unreadable unreadable ->
                notices.tell(
                    Notice.trouble(
                        "The existing file is not a graph and was not overwritten. Save "
                            + name
                            + " under another name."));
          }
        },
        trouble -> notices.tell(Notice.trouble(name + " was not saved: " + words(trouble) + ".")));
  }

  private GraphFile.Saving kept(GraphFile.Saving saving) throws IOException {
    if (saving instanceof GraphFile.Saving.Saved saved) {
      GraphFile file = saved.file();
      history.keep(file.path(), file.text().text(), clock.instant());
      drafts.drop(file.path());
    }
    return saving;
  }

  private void saved(OpenFile file, GraphFile disk) {
    draftKeeper.saved(file);
    editor.saved(file, disk);
    memory.opened(disk.path());
  }

  /// The earlier versions of a graph, the newest first.
  public void versions(OpenFile file, Consumer<List<LocalHistory.Version>> then) {
    file.path()
        .ifPresentOrElse(
            path ->
                background.run(
                    () -> history.versions(path), then, trouble -> then.accept(List.of())),
            () -> then.accept(List.of()));
  }

  static String words(Exception trouble) {
    return Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString);
  }
}
