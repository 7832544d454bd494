package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.wire.WireLimitException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// What went wrong with one call, in words for a person. Nothing of what an exception or a provider
/// says is repeated here, so that no key can be in it.
final class TransportError {
  private final String provider;
  private final String host;
  private final UpstreamCall.Deadlines deadlines;

  TransportError(UpstreamCall call, String host) {
    this.provider = call.provider().id();
    this.host = host;
    this.deadlines = call.deadlines();
  }

  /// The call broke before anything of the answer came.
  Failure beforeAnswer(Exception e, OpenCall open) {
    if (open.ended().isPresent()) {
      return ended(open.ended().get(), open.sent());
    }
    if (open.sent()) {
      return failure(
          FailureClass.UNREACHABLE,
          "closed the connection after the request was sent; it may still charge for the call.",
          true);
    }
    return failure(FailureClass.UNREACHABLE, unreachable(e), false);
  }

  private String unreachable(Exception e) {
    return switch (e) {
      case UnknownHostException x ->
          "could not be reached: DNS has no address for " + host + "; check its url.";
      case ConnectException x -> "could not be reached: " + host + " refused the connection.";
      case NoRouteToHostException x -> "could not be reached: no network route to " + host + ".";
      case SSLException x ->
          "could not be reached: TLS with "
              + host
              + " failed; if it has a certificate of its own, set "
              + LiveUpstream.authorityVariable(provider)
              + " to the file of its CA.";
      default -> "could not be reached: the connection to " + host + " broke.";
    };
  }

  /// The answer broke off after it began.
  Failure inAnswer(Exception e, OpenCall open) {
    if (open.ended().isPresent()) {
      return ended(open.ended().get(), true);
    }
    return e instanceof WireLimitException
        ? failure(FailureClass.INTERRUPTED, "sent " + e.getMessage() + ".", true)
        : failure(FailureClass.INTERRUPTED, "interrupted its answer.", true);
  }

  /// The stream ended well, the answer did not.
  Failure noEnd() {
    return failure(
        FailureClass.INTERRUPTED, "ended the stream without finishing the answer.", true);
  }

  /// Events without end, but nothing in them.
  Failure noContent() {
    return failure(FailureClass.INTERRUPTED, "sent a long answer without any content.", true);
  }

  /// The reader of the dialect broke.
  Failure unread() {
    return failure(FailureClass.INTERRUPTED, "sent an answer that could not be understood.", true);
  }

  /// A redirect: the address is wrong, not the request.
  Failure redirect(int status) {
    String text =
        name()
            + " answered with a redirect, which is never followed because the key would go with"
            + " it; set its url to the final address.";
    return Failure.of(FailureClass.SERVER_ERROR, status, text);
  }

  /// An answer with a good status that is no answer of an API.
  Failure foreign(int status, String what) {
    String text = name() + " answered with " + what + ", not with JSON; check its url.";
    return Failure.of(FailureClass.SERVER_ERROR, status, text).withBilled(true);
  }

  /// An answer that is compressed although that was not requested.
  Failure packed(int status) {
    String text = name() + " sent a compressed answer although none was requested.";
    return Failure.of(FailureClass.SERVER_ERROR, status, text).withBilled(true);
  }

  private Failure ended(OpenCall.End end, boolean billed) {
    return switch (end) {
      case NOT_CONNECTED ->
          failure(
              FailureClass.UNREACHABLE,
              "could not be reached within " + words(deadlines.connect()) + ".",
              billed);
      case NO_FIRST_TOKEN ->
          failure(
              FailureClass.TIMEOUT,
              "sent nothing within " + words(deadlines.firstToken()) + ".",
              billed);
      case SILENT ->
          failure(
              FailureClass.TIMEOUT,
              "sent nothing for " + words(deadlines.idle()) + " in its answer.",
              billed);
      case TOO_LONG ->
          failure(
              FailureClass.TIMEOUT,
              "did not finish within " + words(deadlines.total()) + ".",
              billed);
      case INTERRUPTED ->
          Failure.of(FailureClass.INTERRUPTED, 0, "The call of " + name() + " was canceled.")
              .withBilled(billed);
    };
  }

  private Failure failure(FailureClass kind, String what, boolean billed) {
    return Failure.of(kind, 0, name() + " " + what).withBilled(billed);
  }

  private String name() {
    return "Provider " + provider;
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
