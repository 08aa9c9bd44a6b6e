/* The standard that is measured, written by hand: a loop over blocks of rows that a compiler turns into SIMD.
 *
 * Columns come as Arrow has them: whole numbers in 32 bits, truths as bits, and what is unknown as bits beside
 * the values (or NULL where nothing is). Choices come as small numbers, which flatters this side: the others
 * read text. S is "surely", P is "possibly"; 1 means yes.
 */
#include <stdint.h>
#include <string.h>

#define B 32 /* rows in a block, the fastest of 32, 64, 128 and 256: all that is worked out stays in the nearest cache */
#define MOST 9999
#define COLUMNS 40
#define HARD 15
#define SCORED 10

/* In the order of facts.NAMES. */
enum {
    plan, resolution, registered, has_patrol, has_dormitory, patrol_trained, rules_posted, first_aid,
    force_rating, site_kind,
    households, households_registered, members, members_trained, units_below, units_below_met, tips,
    tips_handled, complaints, complaints_settled, patrols_planned, patrols, drills_planned, drills,
    thefts_before, thefts, incidents_serious, deaths, sabotages, protests, fires, fires_injured, drug_cases,
    traffic_cases, meetings, visits, reports_late, models_kept, commendations, festival
};

typedef struct {
    uint8_t *verdict, *grade_lo, *grade_hi, *rejected;
    int32_t *lo, *hi;
    uint8_t *finding; /* HARD * copies columns of so many rows; NULL where not asked for */
    int32_t *item;    /* 2 * SCORED * copies columns */
    int64_t rows;
} Out;

typedef struct {
    int32_t S[HARD][B], P[HARD][B], lo[SCORED][B], hi[SCORED][B], applies_s[2][B], applies_p[2][B];
} Copy;

#define EACH _Pragma("GCC ivdep") for (int i = 0; i < B; i++)

static inline void bits(const uint8_t *from, int64_t block, int32_t *to) {
    for (int word = 0; word < B / 32; word++) {
        uint32_t w;
        if (from) memcpy(&w, from + block * (B / 8) + word * 4, 4);
        else w = 0xffffffffu;
        for (int i = 0; i < 32; i++) to[word * 32 + i] = (w >> i) & 1;
    }
}

/* At least a ratio p of q; null ends as ranges; a whole of 0 answers `nothing`. */
static inline void share(const int32_t *restrict part, const int32_t *restrict vp, const int32_t *restrict whole,
                         const int32_t *restrict vw, int p, int q, int nothing, int32_t *restrict S,
                         int32_t *restrict P) {
    EACH {
        int32_t wlo = vw[i] ? whole[i] : (vp[i] ? part[i] : 0), whi = vw[i] ? whole[i] : MOST;
        int32_t plo = vp[i] ? part[i] : 0, phi = vp[i] ? part[i] : whi;
        int32_t some = wlo > 1 ? wlo : 1;
        int32_t s = q * plo >= p * whi, m = q * phi >= p * some;
        S[i] = whi == 0 ? nothing : (wlo == 0 ? s & nothing : s);
        P[i] = whi == 0 ? nothing : (wlo == 0 ? m | nothing : m);
    }
}

#define COUNT(name) const int32_t *restrict name##_ = (const int32_t *)data[name] + block * B
#define KNOWN(name) int32_t name##_v[B]; bits(known[name], block, name##_v)
#define TRUTH(name) int32_t name##_[B]; bits((const uint8_t *)data[name], block, name##_)
#define CHOICE(name) const uint8_t *restrict name##_ = (const uint8_t *)data[name] + block * B

static void hard(const void *const *data, const uint8_t *const *known, int64_t block, Copy *c) {
    COUNT(sabotages); COUNT(deaths); KNOWN(deaths); COUNT(protests); COUNT(incidents_serious);
    KNOWN(incidents_serious); TRUTH(registered); TRUTH(plan); TRUTH(resolution); COUNT(units_below);
    COUNT(units_below_met); COUNT(households); COUNT(households_registered); KNOWN(households_registered);
    COUNT(members); KNOWN(members); COUNT(members_trained); KNOWN(members_trained); COUNT(complaints);
    KNOWN(complaints); COUNT(complaints_settled); COUNT(thefts); COUNT(thefts_before); KNOWN(thefts_before);
    COUNT(fires); KNOWN(fires); COUNT(fires_injured); TRUTH(first_aid); COUNT(patrols); COUNT(patrols_planned);
    TRUTH(has_patrol); KNOWN(has_patrol); CHOICE(force_rating); KNOWN(force_rating); COUNT(drug_cases);
    CHOICE(site_kind); KNOWN(site_kind); COUNT(drills); COUNT(drills_planned); COUNT(meetings); KNOWN(meetings);
    int32_t always[B];
    bits(NULL, 0, always);
    EACH { c->S[0][i] = c->P[0][i] = sabotages_[i] == 0; }
    EACH { int32_t x = deaths_[i] == 0, v = deaths_v[i]; c->S[1][i] = v & x; c->P[1][i] = !v | x; }
    EACH {
        int32_t x = incidents_serious_[i] == 0, v = incidents_serious_v[i], y = protests_[i] == 0;
        c->S[2][i] = y & v & x; c->P[2][i] = y & (!v | x);
    }
    EACH { c->S[3][i] = c->P[3][i] = registered_[i]; }
    EACH { c->S[4][i] = c->P[4][i] = plan_[i] & resolution_[i]; }
    share(units_below_met_, always, units_below_, always, 70, 100, 0, c->S[5], c->P[5]);
    share(households_registered_, households_registered_v, households_, always, 90, 100, 0, c->S[6], c->P[6]);
    share(members_trained_, members_trained_v, members_, members_v, 80, 100, 1, c->S[7], c->P[7]);
    share(complaints_settled_, always, complaints_, complaints_v, 2, 3, 1, c->S[8], c->P[8]);
    EACH {
        int32_t v = thefts_before_v[i], x = thefts_[i] <= thefts_before_[i];
        c->S[9][i] = v ? x : thefts_[i] == 0; c->P[9][i] = !v | x;
    }
    EACH {
        int32_t v = fires_v[i], x = fires_[i] == 0, y = (fires_injured_[i] == 0) & first_aid_[i];
        c->S[10][i] = y | (v & x); c->P[10][i] = y | !v | x;
    }
    EACH {
        int32_t a = has_patrol_[i], v = has_patrol_v[i];
        c->applies_s[0][i] = v & a; c->applies_p[0][i] = !v | a;
        c->S[11][i] = c->P[11][i] = patrols_[i] >= patrols_planned_[i];
    }
    EACH { int32_t v = force_rating_v[i], x = force_rating_[i] != 0; c->S[12][i] = v & x; c->P[12][i] = !v | x; }
    EACH {
        int32_t a = site_kind_[i] != 0, v = site_kind_v[i];
        c->applies_s[1][i] = v & a; c->applies_p[1][i] = !v | a;
        c->S[13][i] = c->P[13][i] = drug_cases_[i] <= 5;
    }
    EACH {
        int32_t v = meetings_v[i], x = meetings_[i] >= 4, y = drills_[i] >= drills_planned_[i];
        c->S[14][i] = y & v & x; c->P[14][i] = y & (!v | x);
    }
}

static inline void steps(const int32_t (*S)[B], const int32_t (*P)[B], int a, int b, int d, int32_t *restrict lo,
                         int32_t *restrict hi) {
    EACH {
        lo[i] = S[0][i] ? a : S[1][i] ? b : S[2][i] ? d : 0;
        hi[i] = P[0][i] ? a : P[1][i] ? b : P[2][i] ? d : 0;
    }
}

static inline int32_t at_most(int32_t x, int32_t most) { return x > most ? most : x; }
static inline int32_t at_least(int32_t x, int32_t least) { return x < least ? least : x; }

static void scored(const void *const *data, const uint8_t *const *known, int64_t block, Copy *c) {
    COUNT(meetings); KNOWN(meetings); COUNT(visits); COUNT(tips); KNOWN(tips); COUNT(tips_handled);
    KNOWN(tips_handled); COUNT(members); KNOWN(members); COUNT(members_trained); KNOWN(members_trained);
    COUNT(traffic_cases); KNOWN(traffic_cases); TRUTH(rules_posted); KNOWN(rules_posted); TRUTH(has_dormitory);
    TRUTH(patrol_trained); COUNT(models_kept); KNOWN(models_kept); COUNT(festival); COUNT(thefts);
    COUNT(thefts_before); KNOWN(thefts_before); COUNT(commendations); KNOWN(commendations); COUNT(reports_late);
    int32_t S[3][B], P[3][B];
    EACH {
        int32_t low = visits_[i] + (meetings_v[i] ? meetings_[i] : 0);
        int32_t high = visits_[i] + (meetings_v[i] ? meetings_[i] : MOST);
        c->lo[0][i] = low >= 12 ? 1000 : low >= 8 ? 700 : low >= 4 ? 400 : 0;
        c->hi[0][i] = high >= 12 ? 1000 : high >= 8 ? 700 : high >= 4 ? 400 : 0;
    }
    share(tips_handled_, tips_handled_v, tips_, tips_v, 95, 100, 1, S[0], P[0]);
    share(tips_handled_, tips_handled_v, tips_, tips_v, 80, 100, 1, S[1], P[1]);
    share(tips_handled_, tips_handled_v, tips_, tips_v, 50, 100, 1, S[2], P[2]);
    steps(S, P, 1500, 1000, 500, c->lo[1], c->hi[1]);
    share(members_trained_, members_trained_v, members_, members_v, 95, 100, 0, S[0], P[0]);
    share(members_trained_, members_trained_v, members_, members_v, 85, 100, 0, S[1], P[1]);
    share(members_trained_, members_trained_v, members_, members_v, 50, 100, 0, S[2], P[2]);
    steps(S, P, 1500, 1000, 500, c->lo[2], c->hi[2]);
    EACH {
        int32_t v = traffic_cases_v[i], left = at_least(2000 - 400 * traffic_cases_[i], 0);
        c->lo[3][i] = v ? left : 0; c->hi[3][i] = v ? left : 2000;
    }
    EACH {
        int32_t v = rules_posted_v[i], x = rules_posted_[i], off = !has_dormitory_[i];
        c->lo[4][i] = off | (v & x) ? 1000 : 0; c->hi[4][i] = off | !v | x ? 1000 : 0;
    }
    EACH {
        int32_t x = patrol_trained_[i];
        c->lo[5][i] = x | !c->applies_p[0][i] ? 1000 : 0; c->hi[5][i] = x | !c->applies_s[0][i] ? 1000 : 0;
    }
    EACH {
        int32_t v = models_kept_v[i], low = festival_[i] + (v ? 200 * models_kept_[i] : 0);
        c->lo[6][i] = at_most(low, 1000); c->hi[6][i] = v ? at_most(low, 1000) : 1000;
    }
    EACH {
        int32_t v = thefts_before_v[i], x = thefts_[i] < thefts_before_[i], none = thefts_[i] == 0;
        c->lo[7][i] = none ? 1000 : v & x ? 600 : 0;
        c->hi[7][i] = none ? 1000 : (v ? x : thefts_[i] < MOST) ? 600 : 0;
    }
    EACH {
        int32_t v = commendations_v[i], x = at_most(100 * commendations_[i], 500);
        c->lo[8][i] = v ? x : 0; c->hi[8][i] = v ? x : 500;
    }
    EACH { c->lo[9][i] = c->hi[9][i] = at_least(-50 * reports_late_[i], -500); }
}

/* Whether a number is out of its range, a code is none, or a part is more than its whole. */
static void refuse(const void *const *data, const uint8_t *const *known, int64_t block, int32_t *restrict bad) {
    static const int wholes[5][2] = {{households_registered, households}, {members_trained, members},
        {units_below_met, units_below}, {tips_handled, tips}, {complaints_settled, complaints}};
    int32_t v[B], w[B];
    for (int n = households; n < COLUMNS; n++) {
        const int32_t *restrict x = (const int32_t *)data[n] + block * B;
        uint32_t most = n == festival ? 500 : MOST;
        if (known[n]) {
            bits(known[n], block, v);
            EACH { bad[i] |= v[i] & ((uint32_t)x[i] > most); }
        } else EACH { bad[i] |= (uint32_t)x[i] > most; }
    }
    for (int n = 0; n < 5; n++) {
        const int32_t *restrict part = (const int32_t *)data[wholes[n][0]] + block * B;
        const int32_t *restrict whole = (const int32_t *)data[wholes[n][1]] + block * B;
        bits(known[wholes[n][0]], block, v);
        bits(known[wholes[n][1]], block, w);
        EACH { bad[i] |= v[i] & w[i] & (part[i] > whole[i]); }
    }
    CHOICE(force_rating); KNOWN(force_rating); CHOICE(site_kind); KNOWN(site_kind);
    EACH { bad[i] |= (force_rating_v[i] & (force_rating_[i] > 3)) | (site_kind_v[i] & (site_kind_[i] > 2)); }
}

static void keep(const Copy *c, int copy, int64_t from, int n, const Out *out) {
    for (int h = 0; h < HARD; h++) {
        uint8_t *restrict to = out->finding + (int64_t)(copy * HARD + h) * out->rows + from;
        const int a = h == 11 ? 0 : h == 13 ? 1 : -1; /* which of the two conditions of application */
        for (int i = 0; i < n; i++) {
            int32_t on = a < 0 ? 1 : c->applies_p[a][i], off = a < 0 ? 0 : !c->applies_s[a][i];
            to[i] = (uint8_t)((on & c->P[h][i]) | (on & !c->S[h][i]) << 1 | off << 2);
        }
    }
    for (int s = 0; s < SCORED; s++) {
        int64_t at = (int64_t)(copy * SCORED + s) * 2 * out->rows + from;
        memcpy(out->item + at, c->lo[s], n * sizeof(int32_t));
        memcpy(out->item + at + out->rows, c->hi[s], n * sizeof(int32_t));
    }
}

/* Rows `from` to `to`, `from` being at the start of a block; the columns are padded to whole blocks. */
void assess(const void *const *data, const uint8_t *const *known, int copies, const int32_t *least, int check,
            int64_t from, int64_t to, const Out *out) {
    static _Thread_local Copy c;
    const int32_t most = 10000 * copies;
    for (int64_t block = from / B; block * B < to; block++) {
        int32_t s[B], p[B], lo[B], hi[B], free_s[B], free_p[B], bad[B];
        EACH { s[i] = p[i] = 1; lo[i] = hi[i] = bad[i] = 0; }
        int64_t first = block * B;
        int n = to - first < B ? (int)(to - first) : B;
        for (int copy = 0; copy < copies; copy++) {
            const void *const *columns = data + copy * COLUMNS;
            const uint8_t *const *validity = known + copy * COLUMNS;
            hard(columns, validity, block, &c);
            scored(columns, validity, block, &c);
            if (check) refuse(columns, validity, block, bad);
            for (int h = 0; h < HARD; h++) {
                if (h == 11 || h == 13) { /* where it does not apply it is no obstacle */
                    const int32_t *as = c.applies_s[h == 13], *ap = c.applies_p[h == 13];
                    EACH { s[i] &= !ap[i] | c.S[h][i]; p[i] &= !as[i] | c.P[h][i]; }
                } else EACH { s[i] &= c.S[h][i]; p[i] &= c.P[h][i]; }
            }
            for (int n = 0; n < SCORED; n++) EACH { lo[i] += c.lo[n][i]; hi[i] += c.hi[n][i]; }
            if (copy == 0) {
                COUNT(fires); KNOWN(fires);
                EACH {
                    int32_t v = fires_v[i], x = fires_[i] <= 1;
                    free_s[i] = (c.lo[3][i] >= 1200) & v & x; free_p[i] = (c.hi[3][i] >= 1200) & (!v | x);
                }
            }
            if (out->finding) keep(&c, copy, first, n, out);
        }
        uint8_t verdict[B], glo[B], ghi[B];
        EACH {
            lo[i] = at_most(at_least(lo[i], 0), most); hi[i] = at_most(at_least(hi[i], 0), most);
            int32_t low = (lo[i] >= least[0]) + (lo[i] >= least[1]) + (free_s[i] & (lo[i] >= least[2]));
            int32_t high = (hi[i] >= least[0]) + (hi[i] >= least[1]) + (free_p[i] & (hi[i] >= least[2]));
            int32_t is = s[i] ? 0 : p[i] ? 2 : 1;
            verdict[i] = bad[i] ? 255 : is; glo[i] = bad[i] ? 255 : low; ghi[i] = bad[i] ? 255 : high;
        }
        memcpy(out->verdict + first, verdict, n);
        memcpy(out->grade_lo + first, glo, n);
        memcpy(out->grade_hi + first, ghi, n);
        memcpy(out->lo + first, lo, n * 4);
        memcpy(out->hi + first, hi, n * 4);
        if (check) for (int i = 0; i < n; i++) out->rejected[first + i] = bad[i];
    }
}
