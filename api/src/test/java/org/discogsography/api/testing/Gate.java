package org.discogsography.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between a service and a server, so that a test can take the server away and back. */
public final class Gate implements AutoCloseable {

  private final InetSocketAddress server;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listening;

  /** A closed gate before a server of this machine. */
  public Gate(int serverPort) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** The server can be reached from now on. */
  public synchronized void open() {
    try {
      ServerSocket accepting = new ServerSocket();
      accepting.setReuseAddress(true);
      accepting.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listening = accepting;
      Thread.ofVirtual().start(() -> accept(accepting));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks all connections and refuses new ones. */
  public synchronized void shut() {
    closeQuietly(listening);
    listening = null;
    sockets.forEach(Gate::closeQuietly);
    sockets.clear();
  }

  private void accept(ServerSocket accepting) {
    while (!accepting.isClosed()) {
      try {
        Socket client = accepting.accept();
        Socket upstream = new Socket();
        upstream.connect(server);
        sockets.add(client);
        sockets.add(upstream);
        pump(client, upstream);
        pump(upstream, client);
      } catch (IOException e) {
        if (!accepting.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
          } catch (IOException e) {
            closeQuietly(from);
          } finally {
            closeQuietly(to);
          }
        });
  }

  private static void closeQuietly(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("closing a socket failed", e);
    }
  }

  @Override
  public void close() {
    shut();
  }
}
