package org.discogsography.localstack.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks the machine which ports are free. */
public final class Ports {

  private Ports() {}

  /** A port that is free now. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A free port whose successor is free as well. */
  public static int freePair() throws IOException {
    while (true) {
      int first = free();
      if (isFree(first + 1)) {
        return first;
      }
    }
  }

  /** Whether a server could listen on this port of the loopback address. */
  public static boolean isFree(int port) {
    if (port > 65_535 || ServerProcess.answers(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
