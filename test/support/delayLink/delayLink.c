/*
 * A link with a delay: two TUN devices, and this program between them.
 *
 *   delayLink RTT_MS
 *
 * One device is in the network namespace that the program is started in, with address 198.18.N.2; the other in a new
 * namespace of its own, with address 198.18.N.1 (198.18.0.0/15 is set apart for measurements, RFC 2544). Whatever enters
 * one device leaves the other half a round trip later. Prints "ready 198.18.N.2 198.18.N.1" and runs until its standard
 * input ends; devices and namespace vanish with it. Servers join the namespace through /proc/PID/ns/net.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/route.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PACKET = 1500, WAITING = 16384, BURST = 128, NUMBERS = 254 };
static const int64_t SECOND = 1000000000;

struct packet {
	int64_t due;
	int length;
	unsigned char bytes[PACKET];
};

/* Packets on their way in one direction, oldest first. */
struct way {
	int from, to;
	unsigned first, end;
	struct packet *packets;
};

static void die(const char *what) {
	fprintf(stderr, "delayLink: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t now(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * SECOND + time.tv_nsec;
}

static struct sockaddr address(const char *text) {
	union {
		struct sockaddr any;
		struct sockaddr_in internet;
	} value;
	memset(&value, 0, sizeof value);
	value.internet.sin_family = AF_INET;
	if (inet_pton(AF_INET, text, &value.internet.sin_addr) != 1) die(text);
	return value.any;
}

/* A new device of that name in the current namespace; -1 when the name is taken. */
static int open_device(const char *name) {
	int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (device < 0) die("/dev/net/tun");
	struct ifreq request;
	memset(&request, 0, sizeof request);
	request.ifr_flags = IFF_TUN | IFF_NO_PI;
	snprintf(request.ifr_name, IFNAMSIZ, "%s", name);
	if (ioctl(device, TUNSETIFF, &request) == 0) return device;
	if (errno != EBUSY) die("TUNSETIFF");
	close(device);
	return -1;
}

static void bring_up(const char *name) {
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request;
	memset(&request, 0, sizeof request);
	snprintf(request.ifr_name, IFNAMSIZ, "%s", name);
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	if (control < 0 || ioctl(control, SIOCSIFFLAGS, &request)) die(name);
	close(control);
}

/* Gives the device its address and the one route that leads to the other end. */
static void configure(const char *name, const char *own, const char *peer) {
	int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (control < 0) die("socket");
	struct ifreq request;
	memset(&request, 0, sizeof request);
	snprintf(request.ifr_name, IFNAMSIZ, "%s", name);
	request.ifr_qlen = 4096;
	if (ioctl(control, SIOCSIFTXQLEN, &request)) die("queue length");
	request.ifr_addr = address(own);
	if (ioctl(control, SIOCSIFADDR, &request)) die("address");
	request.ifr_netmask = address("255.255.255.255");
	if (ioctl(control, SIOCSIFNETMASK, &request)) die("netmask");
	bring_up(name);
	struct rtentry route;
	memset(&route, 0, sizeof route);
	route.rt_dst = address(peer);
	route.rt_genmask = address("255.255.255.255");
	route.rt_flags = RTF_UP | RTF_HOST;
	route.rt_dev = (char *)name;
	if (ioctl(control, SIOCADDRT, &route) && errno != EEXIST) die("route");
	close(control);
}

/* Takes what the device has, as far as there is room. */
static void take(struct way *way, int64_t half) {
	for (int i = 0; i < BURST && way->end - way->first < WAITING; i++) {
		struct packet *packet = &way->packets[way->end % WAITING];
		packet->length = (int)read(way->from, packet->bytes, PACKET);
		if (packet->length <= 0) return;
		packet->due = now() + half;
		way->end++;
	}
}

/* Hands over what is due; returns when the next packet is, or -1. */
static int64_t deliver(struct way *way) {
	while (way->first != way->end) {
		struct packet *packet = &way->packets[way->first % WAITING];
		int64_t time = now();
		if (packet->due > time) return packet->due;
		if (write(way->to, packet->bytes, packet->length) < 0 && errno == EAGAIN) return time + 100000;
		way->first++;
	}
	return -1;
}

int main(int count, char **arguments) {
	if (count < 2) {
		fprintf(stderr, "delayLink RTT_MS\n");
		return 2;
	}
	int64_t half = (int64_t)(atof(arguments[1]) * 1e6 / 2);
	char name[IFNAMSIZ], client[16], server[16];
	int number = 0, near = -1;
	while (near < 0) { /* the kernel refuses a name that is in use: that is what keeps links apart */
		if (++number > NUMBERS) die("no free number");
		snprintf(name, sizeof name, "delay%d", number);
		near = open_device(name);
	}
	snprintf(client, sizeof client, "198.18.%d.2", number);
	snprintf(server, sizeof server, "198.18.%d.1", number);
	configure(name, client, server);
	if (unshare(CLONE_NEWNET)) die("unshare");
	bring_up("lo");
	int far = open_device(name);
	if (far < 0) die(name);
	configure(name, server, client);
	prctl(PR_SET_TIMERSLACK, 20000UL); /* 50 µs by default: visible in a round trip of 1 ms */

	struct way ways[2] = {{near, far, 0, 0, NULL}, {far, near, 0, 0, NULL}};
	for (int i = 0; i < 2; i++)
		if (!(ways[i].packets = malloc(sizeof(struct packet) * WAITING))) die("memory");
	printf("ready %s %s\n", client, server);
	fflush(stdout);
	for (;;) {
		int64_t next = deliver(&ways[0]), other = deliver(&ways[1]);
		if (next < 0 || (other >= 0 && other < next)) next = other;
		int64_t left = next < 0 ? SECOND : next - now();
		if (left < 0) left = 0;
		struct timespec wait = {left / SECOND, left % SECOND};
		struct pollfd events[3] = {{near, POLLIN, 0}, {far, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
		/* a full way is not listened to: the kernel's own queue fills, then drops */
		for (int i = 0; i < 2; i++)
			if (ways[i].end - ways[i].first >= WAITING) events[i].fd = -1;
		if (ppoll(events, 3, &wait, NULL) < 0 && errno != EINTR) die("poll");
		char ended[64];
		if (events[2].revents && read(STDIN_FILENO, ended, sizeof ended) <= 0) return 0;
		for (int i = 0; i < 2; i++)
			if (events[i].revents & POLLIN) take(&ways[i], half);
	}
}
