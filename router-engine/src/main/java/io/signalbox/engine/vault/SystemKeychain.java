package io.signalbox.engine.vault;

import com.microsoft.credentialstorage.SecretStore;
import com.microsoft.credentialstorage.StorageProvider;
import com.microsoft.credentialstorage.StorageProvider.SecureOption;
import com.microsoft.credentialstorage.model.StoredToken;
import com.microsoft.credentialstorage.model.StoredTokenType;
import io.signalbox.engine.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Keychain on macOS, Credential Manager on Windows, Secret Service elsewhere. A keychain that does
/// not answer in time (a locked one that asks in a window, a bus that is not there) counts as
/// absent from then on.
public final class SystemKeychain implements Keychain {
  private static final Duration FIRST = Duration.ofSeconds(2);

  /// Later a person may have to unlock it.
  private static final Duration LATER = Duration.ofSeconds(20);

  private Optional<SecretStore<StoredToken>> store = Optional.empty();
  private boolean looked;

  @Override
  public synchronized boolean isPresent() {
    if (!looked) {
      looked = true;
      store = inTime(FIRST, () -> StorageProvider.getTokenStorage(true, SecureOption.REQUIRED));
    }
    return store.isPresent();
  }

  @Override
  public synchronized Optional<Secret> get(String name) {
    return isPresent()
        ? inTime(LATER, () -> store.get().get(name))
            .map(token -> Secret.of(String.valueOf(token.getValue())))
        : Optional.empty();
  }

  @Override
  public synchronized boolean put(String name, Secret key) {
    if (!isPresent()) {
      return false;
    }
    var token = new StoredToken(key.reveal().toCharArray(), StoredTokenType.PERSONAL);
    boolean added = inTime(LATER, () -> store.get().add(name, token)).orElse(false);
    return added && get(name).equals(Optional.of(key)); // some keychains shorten what is long
  }

  @Override
  public synchronized boolean forget(String name) {
    return isPresent()
        && (inTime(LATER, () -> store.get().delete(name)).orElse(false) || get(name).isEmpty());
  }

  private <T> Optional<T> inTime(Duration limit, Supplier<T> work) {
    var answer = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .name("keychain")
        .start(() -> {
          try {
            answer.complete(work.get());
          } catch (RuntimeException | LinkageError e) { // a native library that is not there
            answer.completeExceptionally(e);
          }
        });
    try {
      return Optional.ofNullable(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      store = Optional.empty();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
