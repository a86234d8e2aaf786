/* A PKCS#11 module for tests: SoftHSM with faults.
 *
 * Files in the folder $CIE_FAULTS say what goes wrong; they are looked at on each call.
 *   out           no card is in the reader
 *   out-at-sign   the card is taken out while it signs
 *   other-chip    another card is in the reader
 *   hang-login, hang-sign   the call does not return while the file is there
 *   pad           the reader has a keypad; the file holds what is typed there, nothing is "cancel"
 *   tries, so-tries         attempts left of PIN and PUK, which SoftHSM does not count
 * A line is added to the file `calls` for each PIN that reaches the card.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;
struct list { unsigned char major, minor; void *f[68]; };

/* Places in CK_FUNCTION_LIST (PKCS#11 2.40, pkcs11f.h). */
enum { GET_SLOT_INFO = 5, GET_TOKEN_INFO = 6, INIT_PIN = 10, OPEN_SESSION = 12, LOGIN = 18, SIGN = 43 };
enum { FUNCTION_CANCELED = 0x50, DEVICE_REMOVED = 0x32, PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4,
       TOKEN_NOT_PRESENT = 0xE0, GENERAL_ERROR = 5 };
enum { FLAGS = 96 }; /* offset in CK_SLOT_INFO and in CK_TOKEN_INFO */

static struct list *inner, mine;

static char *named(const char *name) {
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("CIE_FAULTS"), name);
    return path;
}
static int there(const char *name) { return access(named(name), F_OK) == 0; }
static void hang(const char *name) { while (there(name)) usleep(5000); }
static void put(const char *name, const char *mode, const char *text) {
    FILE *file = fopen(named(name), mode);
    if (file) { fputs(text, file); fclose(file); }
}
static int get(const char *name) {
    int count = -1;
    FILE *file = fopen(named(name), "r");
    if (file) { if (fscanf(file, "%d", &count) != 1) count = -1; fclose(file); }
    return count;
}
static void set(const char *name, int count) {
    char text[16];
    snprintf(text, sizeof text, "%d", count);
    put(name, "w", text);
}

static ulong get_slot_info(ulong slot, unsigned char *info) {
    ulong rv = ((ulong (*)(ulong, void *))inner->f[GET_SLOT_INFO])(slot, info);
    if (rv == 0 && there("out")) info[FLAGS] &= ~1;
    return rv;
}
static ulong level(int tries, int shift) {
    ulong flags = tries >= 0 && tries < 3 ? 1 : 0;
    if (tries == 1) flags |= 2;
    if (tries == 0) flags = 4;
    return flags << shift;
}
static ulong get_token_info(ulong slot, unsigned char *info) {
    if (there("out")) return TOKEN_NOT_PRESENT;
    ulong rv = ((ulong (*)(ulong, void *))inner->f[GET_TOKEN_INFO])(slot, info), flags;
    if (rv) return rv;
    if (there("other-chip")) memcpy(info + 80, "0123456789abcdef", 16);
    memcpy(&flags, info + FLAGS, sizeof flags);
    if (there("pad")) flags |= 0x100;
    flags |= level(get("tries"), 16) | level(get("so-tries"), 20);
    memcpy(info + FLAGS, &flags, sizeof flags);
    return 0;
}
static ulong open_session(ulong slot, ulong flags, void *app, void *notify, ulong *session) {
    if (there("out")) return TOKEN_NOT_PRESENT;
    return ((ulong (*)(ulong, ulong, void *, void *, ulong *))inner->f[OPEN_SESSION])(slot, flags, app, notify, session);
}
static ulong login(ulong session, ulong user, char *pin, ulong length) {
    const char *count = user == 0 ? "so-tries" : "tries";
    char typed[64] = "";
    int tries = get(count);
    hang("hang-login");
    put("calls", "a", "login\n");
    if (tries == 0) return PIN_LOCKED;
    if (!pin) {
        FILE *file = fopen(named("pad"), "r");
        if (file) { if (!fgets(typed, sizeof typed, file)) typed[0] = 0; fclose(file); }
        if (!typed[0]) return FUNCTION_CANCELED;
        pin = typed;
        length = strlen(typed);
    }
    ulong rv = ((ulong (*)(ulong, ulong, char *, ulong))inner->f[LOGIN])(session, user, pin, length);
    if (tries > 0 && rv == 0) set(count, 3);
    if (tries > 0 && rv == PIN_INCORRECT) {
        set(count, tries - 1);
        if (tries == 1) rv = PIN_LOCKED;
    }
    return rv;
}
static ulong init_pin(ulong session, char *pin, ulong length) {
    ulong rv = ((ulong (*)(ulong, char *, ulong))inner->f[INIT_PIN])(session, pin, length);
    if (rv == 0 && there("tries")) set("tries", 3);
    return rv;
}
static ulong sign(ulong session, void *data, ulong length, void *signature, ulong *size) {
    if (signature) hang("hang-sign");
    if (signature && there("out-at-sign")) {
        put("out", "w", "");
        return DEVICE_REMOVED;
    }
    return ((ulong (*)(ulong, void *, ulong, void *, ulong *))inner->f[SIGN])(session, data, length, signature, size);
}

ulong C_GetFunctionList(struct list **list) {
    if (!inner) {
        void *library = dlopen(getenv("CIE_INNER_MODULE"), RTLD_NOW);
        ulong (*function)(struct list **) = library ? (ulong (*)(struct list **))dlsym(library, "C_GetFunctionList") : NULL;
        if (!function || function(&inner)) return GENERAL_ERROR;
        mine = *inner;
        mine.f[GET_SLOT_INFO] = (void *)get_slot_info;
        mine.f[GET_TOKEN_INFO] = (void *)get_token_info;
        mine.f[INIT_PIN] = (void *)init_pin;
        mine.f[OPEN_SESSION] = (void *)open_session;
        mine.f[LOGIN] = (void *)login;
        mine.f[SIGN] = (void *)sign;
    }
    *list = &mine;
    return 0;
}
