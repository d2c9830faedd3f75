package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.discogsography.testkit.servers.TestRabbit;

/**
 * Stands before a broker and can make it fall silent, as a memory alarm does: connections stay open
 * and take what is sent, and nothing comes back.
 */
final class SilencedBroker implements AutoCloseable {

  private final TestRabbit rabbit;
  private final ServerSocket server;
  private final List<AtomicBoolean> silences = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  SilencedBroker(TestRabbit rabbit) throws IOException {
    this.rabbit = rabbit;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing comes back any more on the connections that are open now. */
  void silence() {
    silences.forEach(silence -> silence.set(true));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket broker = new Socket(rabbit.host(), rabbit.port());
        sockets.addAll(List.of(client, broker));
        AtomicBoolean silent = new AtomicBoolean();
        silences.add(silent);
        Thread.ofVirtual().start(() -> pump(client, broker, new AtomicBoolean()));
        Thread.ofVirtual().start(() -> pump(broker, client, silent));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void pump(Socket from, Socket to, AtomicBoolean silent) {
    byte[] buffer = new byte[8 << 10];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!silent.get()) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      // one side is gone, so the other goes
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
