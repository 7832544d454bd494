package io.signalbox.engine.upstream;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/// One HTTP call, whoever carries it out.
interface Http {
  /// Sends it and waits for the answer's head.
  Response execute() throws IOException;

  /// Closes the connection, from any thread.
  void cancel();

  /// A call of the general client.
  static Http of(Call call) {
    return new Http() {
      @Override
      public Response execute() throws IOException {
        return call.execute();
      }

      @Override
      public void cancel() {
        call.cancel();
      }
    };
  }
}
